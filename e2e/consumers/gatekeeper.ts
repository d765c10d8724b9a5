import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { startFront, type Front } from './front.ts'

/** An API that lets nobody in without a token that is still good. */
export interface Gatekeeper extends Front {
  /** How many tokens it gave out. */
  issued(): number
  /** From now on the tokens given out so far are refused. */
  expireTokens(): void
}

/** Stands before another server: `POST /api/session` gives a token, everything else needs one. */
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
