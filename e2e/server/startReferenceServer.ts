import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { listen } from '../storage/listen.ts'
import { createReferenceServer, type ReferenceServer } from './createReferenceServer.ts'
import type { ReferenceServerOptions } from './referenceServerOptions.ts'

export interface RunningReferenceServer extends ReferenceServer {
  /** Origin, without a slash at the end. */
  readonly url: string
  /** Breaks off what is under way and lets go of the database. */
  stop(): Promise<void>
}

/** A reference server on loopback. */
export async function startReferenceServer(
  options: ReferenceServerOptions & {
    /** @default any free one */
    readonly port?: number
  },
): Promise<RunningReferenceServer> {
  const server = createReferenceServer(options)
  const answer = getRequestListener(server.app.fetch)
  const http = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  // Closed after Node's five seconds, an idle socket would break a call that is just being made over it.
  http.keepAliveTimeout = 120_000
  const port = await listen(http, options.port ?? 0)
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => http.close(resolve))
    http.closeAllConnections()
    await closed
    server.close()
  }
  return { ...server, url: `http://127.0.0.1:${port}`, stop }
}
