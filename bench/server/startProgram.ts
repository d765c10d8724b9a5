import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { build } from 'esbuild'

export type ProgramName = 'coatcheck' | 'betterUpload' | 'pushduck' | 'recordAlone' | 'storage'

export interface Program {
  readonly origin: string
  /** Sends a message and answers the next one. */
  ask(message: unknown): Promise<unknown>
  stop(): Promise<void>
}

export interface ProgramOptions {
  /** For the bundle. */
  readonly folder: string
  /** Has the peers in its `node_modules`. */
  readonly peersFolder: string
  readonly settings?: unknown
  /** Where to write what the processor has done. */
  readonly profileFolder?: string | undefined
}

/** Bundles a program as an app would be, and starts it in a process of its own. */
export async function startProgram(
  name: ProgramName,
  { folder, peersFolder, settings = {}, profileFolder }: ProgramOptions,
): Promise<Program> {
  const outfile = join(folder, `${name}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, 'programs', `${name}.ts`)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    // pg is CommonJS, and requires modules of Node.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    external: ['pg-native'],
    nodePaths: [join(peersFolder, 'node_modules')],
    outfile,
  })
  const child = fork(outfile, [JSON.stringify(settings)], {
    execArgv: ['--expose-gc', ...(profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [])],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const port = await nextMessage(child, name)
  return {
    origin: `http://127.0.0.1:${Number(port)}`,
    ask(message) {
      const answer = nextMessage(child, name)
      child.send(message as object)
      return answer
    },
    async stop() {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

function nextMessage(child: ChildProcess, name: ProgramName): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error(`The server ${name} has ended.`))
    child.once('exit', fail)
    child.once('message', (message) => {
      child.off('exit', fail)
      resolve(message)
    })
  })
}
