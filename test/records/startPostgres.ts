import { type ChildProcess, execFileSync, spawn, type SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import { chownSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { requirePostgres } from '../../scripts/postgres.ts'

export interface PostgresServer {
  /** What a client needs to connect. */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string }
  readonly stop: () => Promise<void>
}

const user = 'coatcheck'

/** Starts a PostgreSQL with an empty database, in a folder and on a socket of its own. Nothing listens on the network. */
export async function startPostgres(): Promise<PostgresServer> {
  const programs = requirePostgres()
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-postgres-'))
  const data = join(folder, 'data')
  const account = accountForRoot()
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid ?? account.uid)
  const options: SpawnOptions = { ...account, cwd: folder }
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', user, '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'],
    { ...options, stdio: 'pipe' },
  )
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'log_min_messages=log'],
    {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const kill = (): boolean => server.kill('SIGKILL')
  process.once('exit', kill)
  await untilReady(server)
  return {
    connection: { host: folder, user, database: 'postgres' },
    async stop() {
      const exited = once(server, 'exit')
      // Waits for clients that are about to close their connections.
      server.kill('SIGTERM')
      await exited
      process.off('exit', kill)
      await rm(folder, { recursive: true })
    },
  }
}

/** PostgreSQL refuses to run as root, so that its package makes an account for it. */
function accountForRoot(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (option: string): number => Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function untilReady(server: ChildProcess): Promise<void> {
  if (!server.stderr) throw new Error('The output of PostgreSQL is not read.')
  const said: string[] = []
  for await (const line of createInterface(server.stderr)) {
    said.push(line)
    if (line.includes('database system is ready to accept connections')) {
      server.stderr.resume()
      return
    }
  }
  throw new Error(`PostgreSQL has not started:\n${said.join('\n')}`)
}
