import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { listen } from '../storage/listen.ts'

export interface Front {
  readonly url: string
  readonly stop: () => Promise<void>
}

export interface FrontOptions {
  /** Headers that are added to every answer. */
  readonly headers?: Readonly<Record<string, string>>
  /** Returns true if it has answered the request itself. */
  readonly answer?: (incoming: IncomingMessage, answer: ServerResponse) => boolean
}

/** Starts a server in front of another one, on loopback. */
export async function startFront(behind: string, options: FrontOptions): Promise<Front> {
  const server = createServer((incoming, answer) => {
    if (!options.answer?.(incoming, answer)) passOn(behind, incoming, answer, options.headers)
  })
  const port = await listen(server, 0)
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close')
    server.closeAllConnections()
    server.close()
    await closed
  }
  return { url: `http://127.0.0.1:${port}`, stop }
}

function passOn(
  behind: string,
  incoming: IncomingMessage,
  answer: ServerResponse,
  extraHeaders: Readonly<Record<string, string>> = {},
): void {
  const { method = 'GET', headers, url = '/' } = incoming
  const onward = request(new URL(url, behind), { method, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, { ...response.headers, ...extraHeaders })
    response.pipe(answer)
  })
  onward.once('error', () => answer.destroy())
  incoming.pipe(onward)
}
