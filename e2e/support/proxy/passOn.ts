import { type IncomingMessage, request } from 'node:http'
import type { Transform } from 'node:stream'
import type { ProxiedRequest } from './proxiedRequest.ts'
import { type RawHeaders, withoutHeader } from './rawHeaders.ts'

/** What a proxied request does differently from being passed on unchanged. */
export interface Detour {
  readonly body?: Transform
  readonly requestHeaders?: (raw: RawHeaders) => RawHeaders
  readonly answerHeaders?: (raw: RawHeaders) => RawHeaders
  /** Replaces storage's answer. */
  readonly answer?: (response: IncomingMessage) => void
}

/** Passes a request on unchanged, including `Host`, and returns the answer. */
export function passOn({ incoming, answer, entry, target }: ProxiedRequest, detour: Detour = {}): void {
  if (answer.destroyed) return
  const { method = 'GET', url = '/', rawHeaders } = incoming
  const { requestHeaders = unchanged, answerHeaders = unchanged } = detour
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
  // If either side disconnects, the other connection is closed, too.
  answer.once('close', () => answer.writableFinished || onward.destroy())
  if (detour.body) incoming.pipe(detour.body).pipe(onward)
  else incoming.pipe(onward)
}

function unchanged(raw: RawHeaders): RawHeaders {
  return raw
}
