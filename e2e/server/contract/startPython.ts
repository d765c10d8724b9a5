import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Storage } from '../../storage/storage.ts'
import type { StartedServer } from './startUploads.ts'

const folder = resolve(import.meta.dirname, '../../../examples/server-python')

export interface StartedPython extends StartedServer {
  /** The path of its SQLite file. */
  readonly database: string
  /** What the server has written to its log. */
  readonly log: () => string
  /** Runs the sweep in a process of its own, as cron would. */
  sweep(): Promise<void>
}

/** Starts the example in Python. It needs Python 3.9 or newer, and nothing else. */
export async function startPython({ endpoint, region, bucket, credentials }: Storage): Promise<StartedPython> {
  const data = await mkdtemp(join(tmpdir(), 'coatcheck-python-'))
  const database = join(data, 'uploads.sqlite')
  const env = {
    ...process.env,
    PYTHONDONTWRITEBYTECODE: '1',
    S3_ENDPOINT: endpoint,
    S3_REGION: region,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY: credentials.accessKeyId,
    S3_SECRET_KEY: credentials.secretAccessKey,
    DATABASE: database,
    UPLOADS_PER_HOUR: '300',
    PORT: '0',
    TOKENS: 'token-of-ann:ann token-of-bob:bob token-of-cid:cid',
  }
  const run = (...args: readonly string[]): ChildProcess =>
    spawn('python3', ['server.py', ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const server = run()
  let log = ''
  server.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const url = await readFirstLine(server, () => log)
  return {
    url,
    database,
    log: () => log,
    sweep: async () => {
      const sweep = run('sweep')
      const [code] = await once(sweep, 'exit')
      if (code !== 0) throw new Error(`The sweep ended with the exit code ${code}.`)
    },
    stop: async () => {
      const exited = once(server, 'exit')
      server.kill()
      await exited
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** The server prints its URL when it listens. */
async function readFirstLine(server: ChildProcess, log: () => string): Promise<string> {
  if (!server.stdout) throw new TypeError('The server has no output.')
  const lines = createInterface(server.stdout)
  return new Promise((settle, fail) => {
    server.once('error', (cause) => fail(new Error('The example in Python needs python3, 3.9 or newer.', { cause })))
    server.once('exit', (code) => fail(new Error(`The example in Python ended with ${code}: ${log()}`)))
    lines.once('line', settle)
  })
}
