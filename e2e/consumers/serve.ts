import { spawn } from 'node:child_process'
import { appEnv, type FreshApp } from './freshApp.ts'

export interface Served {
  readonly url: string
  readonly stop: () => Promise<void>
}

const longestStartMs = 60_000

/** Starts a server of the app (`vite`, `next start`, …) on a port that is free, and waits until it answers. */
export async function serve(
  app: FreshApp,
  port: number,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Served> {
  const url = `http://127.0.0.1:${port}`
  const child = spawn(command, args, { cwd: app.folder, detached: true, env: { ...appEnv(app.folder), ...env } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    // The whole group: bundlers keep processes of their own. At once: some wait for connections that a browser keeps.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, 'SIGKILL')
    }
    await ended
  }
  const deadline = Date.now() + longestStartMs
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`${command} ${args.join(' ')} did not start:\n${output}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return { url, stop }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status < 500
  } catch {
    return false
  }
}
