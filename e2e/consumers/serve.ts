import { spawn } from 'node:child_process'
import { findPort } from '../storage/listen.ts'
import { type App, appEnv } from './freshApp.ts'

export interface Served {
  readonly url: string
  readonly stop: () => Promise<void>
}

const longestStartMs = 60_000

/**
 * Starts a server of the app (`vite`, `next start`, `tsx server.ts`, …) on a free port, and waits until it has printed its
 * URL, as each does, and answers. Another URL in its output may belong to a server that keeps it from starting.
 */
export async function serve(
  app: App,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Served> {
  // Chosen here, because not every server says which port it took.
  const port = String(await findPort())
  const url = `http://127.0.0.1:${port}`
  const child = spawn(command, [...args, '--port', port], {
    cwd: app.folder,
    detached: true,
    // Colour codes would split the URL. Servers without options read HOST and PORT.
    env: { ...appEnv(app.folder), NO_COLOR: '1', HOST: '127.0.0.1', PORT: port, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    // Kills the whole group, because bundlers start processes of their own, and does so at once, because some servers
    // wait for a browser to close its connections.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, 'SIGKILL')
    }
    await ended
  }
  const deadline = Date.now() + longestStartMs
  for (;;) {
    if (output.includes(url) && (await answers(url))) return { url, stop }
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`${command} ${args.join(' ')} did not start:\n${output}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status < 500
  } catch {
    return false
  }
}
