import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { SoakMessage, SoakServerSettings } from './soakServer.ts'

/** Several server processes over the same records and bucket. */
export class SoakServers {
  readonly #program: string
  readonly #settings: SoakServerSettings
  readonly #processes: ChildProcess[] = []
  readonly #ports: (number | null)[] = []
  readonly #starts: Promise<void>[] = []
  /** The ids of the files of which the hook has been told. */
  readonly announced: Set<string> = new Set()
  readonly errors: string[] = []
  #kills = 0

  static async start(count: number, folder: string, settings: SoakServerSettings): Promise<SoakServers> {
    const program = join(folder, 'server.cjs')
    await build({
      entryPoints: [join(import.meta.dirname, 'soakServer.ts')],
      bundle: true,
      // pg is CommonJS, and requires modules of Node.
      format: 'cjs',
      platform: 'node',
      external: ['pg-native'],
      outfile: program,
    })
    const servers = new SoakServers(program, settings)
    await Promise.all(Array.from({ length: count }, (_, index) => servers.#start(index)))
    return servers
  }

  private constructor(program: string, settings: SoakServerSettings) {
    this.#program = program
    this.#settings = settings
  }

  get count(): number {
    return this.#processes.length
  }

  get kills(): number {
    return this.#kills
  }

  /** The address of a server; null while it is dead. */
  origin(index: number): string | null {
    const port = this.#ports[index] ?? null
    return port === null ? null : `http://127.0.0.1:${port}`
  }

  /** Kills a server without a warning, and starts it again. One that is dead is killed as soon as it is back. */
  kill(index: number): Promise<void> {
    const again = (this.#starts[index] ?? Promise.resolve()).then(async () => {
      const child = this.#processes[index]
      if (!child) return
      this.#ports[index] = null
      this.#kills += 1
      await kill(child)
      await this.#start(index)
    })
    this.#starts[index] = again
    return again
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map(kill))
  }

  #start(index: number): Promise<void> {
    const child = fork(this.#program, [JSON.stringify(this.#settings)], { execArgv: [] })
    this.#processes[index] = child
    this.#ports[index] = null
    return new Promise((resolve, reject) => {
      child.once('exit', (code, signal) =>
        reject(new Error(`Server ${index} has ended before it listened, with ${code ?? signal}.`)),
      )
      child.on('message', (message: SoakMessage) => {
        switch (message.kind) {
          case 'listens':
            this.#ports[index] = message.port
            resolve()
            break
          case 'announced':
            this.announced.add(message.fileId)
            break
          case 'failed':
            this.errors.push(`${message.call}: ${message.message}`)
        }
      })
    })
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
