import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { listen } from '../../storage/listen.ts'

/** A server on loopback that runs until it is stopped. */
export interface Served {
  /** Origin, without a slash at the end. */
  readonly url: string
  readonly stop: () => void
}

/** Serves an example as its main program would. The server behind it may also be a function. */
export async function serveBroker(fetch: Parameters<typeof getRequestListener>[0]): Promise<Served> {
  const answer = getRequestListener(fetch)
  const http = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  const port = await listen(http, 0)
  const stop = (): void => {
    http.closeAllConnections()
    http.close()
  }
  return { url: `http://127.0.0.1:${port}`, stop }
}
