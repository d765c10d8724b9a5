import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A program that ends with this process at the latest. */
export interface GuardedProgram {
  readonly hasEnded: () => boolean
  /** The last lines of its output. */
  readonly output: () => string
  readonly stop: () => Promise<void>
}

export interface GuardedOptions {
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** A folder that is removed when the program has ended. */
  readonly remove?: string | undefined
}

export function runGuarded({ command, env, remove }: GuardedOptions): GuardedProgram {
  const guard = fileURLToPath(new URL('guard.ts', import.meta.url))
  const removal = remove ? [`--remove=${remove}`] : []
  // Detached, because Ctrl-C must not reach it before the server in front of it has finished its requests; `stop` ends it.
  const child = spawn(process.execPath, [guard, ...removal, '--', ...command], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  return watch(child)
}

function watch(child: ChildProcessByStdio<Writable, Readable, Readable>): GuardedProgram {
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
