import { type IncomingMessage, request } from 'node:http'
import type { Transform } from 'node:stream'
import type { ProxiedRequest } from './proxiedRequest.ts'
import { type RawHeaders, withoutHeader } from './rawHeaders.ts'

/** What is done otherwise than passing everything on as it is. */
export interface Detour {
  readonly body?: Transform
  readonly requestHeaders?: (raw: RawHeaders) => RawHeaders
  readonly answerHeaders?: (raw: RawHeaders) => RawHeaders
  /** Instead of storage's answer. */
  readonly answer?: (response: IncomingMessage) => void
}

/** Passes a request on as it is, `Host` included, and the answer back. */
export function passOn({ incoming, answer, entry, target }: ProxiedRequest, detour: Detour = {}): void {
  if (answer.destroyed) return
  const { method = 'GET', url = '/', rawHeaders } = incoming
  const { requestHeaders = asTheyAre, answerHeaders = asTheyAre } = detour
  const headers = [...requestHeaders(rawHeaders)]
  const onward = request(`${target.url}${url}`, { method, headers, agent: target.agent }, (response) => {
    if (detour.answer) return detour.answer(response.resume())
    const raw = answerHeaders(response.rawHeaders)
    entry.status = response.statusCode ?? null
    answer.writeHead(response.statusCode ?? 502, [
      ...(target.hidesEtag ? withoutHeader(raw, 'access-control-expose-headers') : raw),
    ])
    return response.pipe(answer)
  })
  onward.once('error', () => answer.destroy())
  // Whichever side breaks off takes the other with it.
  answer.once('close', () => answer.writableFinished || onward.destroy())
  if (detour.body) incoming.pipe(detour.body).pipe(onward)
  else incoming.pipe(onward)
}

function asTheyAre(raw: RawHeaders): RawHeaders {
  return raw
}
