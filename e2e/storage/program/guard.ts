// guard.ts [--remove=folder] -- command …
// Runs a program, and ends it when this process is asked to stop or when its stdin closes, which happens when the
// parent process ends for any reason. Then removes the folder, if one is named.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ options: { remove: { type: 'string' } }, allowPositionals: true })
const [command, ...args] = positionals
if (!command) throw new TypeError('guard.ts needs a command to run.')

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
const stop = (): void => void child.kill()
const leave = (code: number): void => {
  if (values.remove) rmSync(values.remove, { recursive: true, force: true })
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
process.stdin.on('close', stop).on('error', stop).resume()
child.on('error', () => leave(127)).on('exit', (code) => leave(code ?? 1))
