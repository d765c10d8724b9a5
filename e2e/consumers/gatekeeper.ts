import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { startFront, type Front } from './front.ts'

/** An API that refuses every call without a valid token. */
export interface Gatekeeper extends Front {
  /** How many tokens have been issued. */
  issued(): number
  /** Invalidates the tokens issued so far. */
  expireTokens(): void
}

/** Starts a server in front of another one: `POST /api/session` issues a token, and everything else needs one. */
export async function startGatekeeper(behind: string): Promise<Gatekeeper> {
  const tokens = new Set<string>()
  let issued = 0
  const front = await startFront(behind, {
    answer: (incoming, answer) => {
      if (tokens.has(incoming.headers.authorization?.replace('Bearer ', '') ?? '')) return false
      incoming.resume()
      if (incoming.method === 'POST' && incoming.url === '/api/session') {
        const token = randomUUID()
        tokens.add(token)
        issued += 1
        answerJson(answer, 200, { token })
      } else {
        const message = 'The token is no longer good.'
        answerJson(answer, 401, { error: { status: 401, code: 'unauthorized', message } })
      }
      return true
    },
  })
  return { ...front, issued: () => issued, expireTokens: () => tokens.clear() }
}

function answerJson(answer: ServerResponse, status: number, body: unknown): void {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
