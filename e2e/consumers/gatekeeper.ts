import { randomUUID } from 'node:crypto'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'

/** An API that lets nobody in without a token that is still good. */
export interface Gatekeeper {
  readonly url: string
  /** How many tokens it gave out. */
  issued(): number
  /** From now on the tokens given out so far are refused. */
  expireTokens(): void
  stop(): Promise<void>
}

/** Stands before another server: `POST /api/session` gives a token, everything else needs one. */
export async function startGatekeeper(behind: string): Promise<Gatekeeper> {
  const tokens = new Set<string>()
  let issued = 0
  const server = createServer((incoming, answer) => {
    if (incoming.method === 'POST' && incoming.url === '/api/session') {
      const token = randomUUID()
      tokens.add(token)
      issued += 1
      answerJson(answer, 200, { token })
    } else if (tokens.has(incoming.headers.authorization?.replace('Bearer ', '') ?? '')) {
      passOn(behind, incoming, answer)
    } else {
      incoming.resume()
      answerJson(answer, 401, { error: { status: 401, code: 'unauthorized', message: 'The token is no longer good.' } })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The gatekeeper has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    issued: () => issued,
    expireTokens: () => tokens.clear(),
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answerJson(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function passOn(behind: string, incoming: IncomingMessage, answer: ServerResponse): void {
  const { method, headers } = incoming
  const onward = request(new URL(incoming.url ?? '/', behind), { method: method ?? 'GET', headers }, (response) => {
    answer.writeHead(response.statusCode ?? 502, response.headers)
    response.pipe(answer)
  })
  onward.once('error', () => answer.destroy())
  incoming.pipe(onward)
}
