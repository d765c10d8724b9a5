import { createServer } from 'node:net'
import { listen } from './listen.ts'

/** A port on loopback that nobody listens on: the wished one if it is free, else any. */
export async function freePort(wished = 0): Promise<number> {
  return (await tryPort(wished)) ?? (await freePort())
}

/** The first free port from this one on. */
export async function nextFreePort(from: number): Promise<number> {
  for (let port = from; port < from + 100; port += 1) {
    if ((await tryPort(port)) !== null) return port
  }
  return freePort()
}

async function tryPort(port: number): Promise<number | null> {
  const server = createServer()
  try {
    return await listen(server, port)
  } catch {
    return null
  } finally {
    server.close()
  }
}
