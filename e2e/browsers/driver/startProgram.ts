import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunningProgram {
  readonly child: ChildProcess
  stop(): Promise<void>
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly stdio?: StdioOptions
}

/** Starts a program in its own process group, so that its child processes end with it. */
export function startProgram(path: string, args: readonly string[], options: ProgramOptions = {}): RunningProgram {
  const child = spawn(path, args, {
    detached: true,
    stdio: options.stdio ?? 'pipe',
    env: { ...process.env, ...options.env },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, 'SIGKILL')
    }
  }
  process.once('exit', kill)
  return {
    child,
    stop: async () => {
      process.off('exit', kill)
      kill()
      await ended
    },
  }
}

/** Waits until a program prints a text. Rejects with its whole output if it ends first. */
export function waitForWords({ child }: RunningProgram, words: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (text: unknown): void => {
      said += String(text)
      const match = words.exec(said)
      if (match) resolve(match)
    }
    for (const stream of child.stdio.slice(1)) stream?.on('data', listen)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${child.spawnfile} ended:\n${said}`)))
  })
}

/** Creates a temporary home folder. */
export async function createHome(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'coatcheck-browser-'))
  // A killed browser may still be writing.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) }
}
