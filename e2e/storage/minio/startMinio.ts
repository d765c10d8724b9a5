import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { defaultBucket, defaultRegion, localCredentials, type Storage } from '../storage.ts'
import { ensureBucket } from '../storageClient.ts'
import { findMinio } from './minioBinary.ts'

export interface MinioOptions {
  /** @default the result of `findMinio` */
  readonly binary?: string
  /** The folder for the objects. @default a temporary folder, which `stop` removes */
  readonly dataFolder?: string
  readonly bucket?: string
  /** Origins whose pages may read answers. @default every origin */
  readonly allowOrigins?: readonly string[]
}

const readyWithinMs = 30_000

/** MinIO's message if another program took its port before it could listen. */
const portTaken = /port is already in use/i
const mostStarts = 5

/** Starts MinIO on loopback and waits until it accepts requests. It ends with this process at the latest. */
export async function startMinio(options: MinioOptions = {}): Promise<Storage> {
  const binary = options.binary ?? findMinio()
  if (!binary) throw new Error('There is no `minio` on PATH or in the cache folder. Run `npm run minio` to build it.')
  for (let starts = 1; ; starts += 1) {
    const server = await spawnMinio(binary, options)
    try {
      return await describe(server, binary, options)
    } catch (error) {
      await server.stop()
      if (starts === mostStarts || !portTaken.test(server.output())) throw error
    }
  }
}

interface Minio extends GuardedServer {
  readonly dataFolder: string
}

/** MinIO chooses a port itself, because a port found for it could be taken before it listens. */
async function spawnMinio(binary: string, options: MinioOptions): Promise<Minio> {
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'coatcheck-minio-')))
  await mkdir(dataFolder, { recursive: true })
  const removal = options.dataFolder ? [] : [`--remove=${dataFolder}`]
  const args = [...removal, '--', binary, 'server', '--address', '127.0.0.1:0', dataFolder]
  return { ...spawnGuarded(args, options.allowOrigins), dataFolder }
}

async function describe(server: Minio, binary: string, { bucket = defaultBucket }: MinioOptions): Promise<Storage> {
  const storage: Storage = {
    kind: 'minio',
    endpoint: await untilReady(server),
    region: defaultRegion,
    bucket,
    credentials: localCredentials,
    description: `MinIO (${binary}), data in ${server.dataFolder}`,
    stop: server.stop,
  }
  await ensureBucket(storage)
  return storage
}

interface GuardedServer {
  readonly hasEnded: () => boolean
  /** The last lines of its output. */
  readonly output: () => string
  readonly stop: () => Promise<void>
}

function spawnGuarded(args: readonly string[], allowOrigins: readonly string[] | undefined): GuardedServer {
  const guard = fileURLToPath(new URL('guard.ts', import.meta.url))
  // Detached, because Ctrl-C must not reach it before the server in front of it has finished its requests; `stop` ends it.
  const child = spawn(process.execPath, [guard, ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      MINIO_ROOT_USER: localCredentials.accessKeyId,
      MINIO_ROOT_PASSWORD: localCredentials.secretAccessKey,
      MINIO_SITE_REGION: defaultRegion,
      MINIO_BROWSER: 'off',
      MINIO_UPDATE: 'off',
      ...(allowOrigins && { MINIO_API_CORS_ALLOW_ORIGIN: allowOrigins.join(',') }),
    },
  })
  return watch(child)
}

function watch(child: ChildProcessByStdio<Writable, Readable, Readable>): GuardedServer {
  let output = ''
  let ended = false
  const exit = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true
      resolve()
    }
    child.once('exit', end).once('error', end)
  })
  const keep = (chunk: Buffer): void => void (output = `${output}${chunk.toString()}`.slice(-4000))
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  child.stdin.on('error', () => undefined)
  const stop = async (): Promise<void> => {
    child.stdin.destroy()
    await Promise.race([exit, delay(5000, undefined, { ref: false })])
    if (!ended) child.kill('SIGKILL')
  }
  return { hasEnded: () => ended, output: () => output.trim(), stop }
}

/**
 * Returns the port from MinIO's own output, because another program may answer on a port that it did not get. Only
 * `/cluster` waits for the storage layer; `/live` and `/ready` answer 200 too early.
 */
async function untilReady(server: GuardedServer): Promise<string> {
  const deadline = performance.now() + readyWithinMs
  while (performance.now() < deadline) {
    if (server.hasEnded()) throw new Error(`MinIO ended before it was ready:\n${server.output()}`)
    const [, endpoint] = /^API: (http:\/\/127\.0\.0\.1:\d+)/m.exec(server.output()) ?? []
    const answer = endpoint && (await fetch(`${endpoint}/minio/health/cluster`).catch(() => null))
    if (endpoint && answer && answer.ok) return endpoint
    await delay(50)
  }
  throw new Error(`MinIO was not ready within ${readyWithinMs / 1000} s:\n${server.output()}`)
}
