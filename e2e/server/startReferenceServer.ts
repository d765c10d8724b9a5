import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { listen } from '../storage/listen.ts'
import { createReferenceServer, type ReferenceServer } from './createReferenceServer.ts'
import type { ReferenceServerOptions } from './referenceServerOptions.ts'

export interface RunningReferenceServer extends ReferenceServer {
  /** Origin, without a slash at the end. */
  readonly url: string
  /** Aborts requests in progress and closes the database. */
  stop(): Promise<void>
}

/** Starts a reference server on loopback. */
export async function startReferenceServer(
  options: ReferenceServerOptions & {
    /** @default any free port */
    readonly port?: number
  },
): Promise<RunningReferenceServer> {
  const server = await createReferenceServer(options)
  const answer = getRequestListener(server.app.fetch)
  const http = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  // Node closes idle sockets after five seconds, which breaks a call that a client is just making.
  http.keepAliveTimeout = 120_000
  const port = await listen(http, options.port ?? 0)
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => http.close(resolve))
    http.closeAllConnections()
    await closed
    await server.close()
  }
  return { ...server, url: `http://127.0.0.1:${port}`, stop }
}
