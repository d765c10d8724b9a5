import type { IncomingMessage, ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { flipBitAt, slowDown, stopAt } from './bodyFaults.ts'
import { passOn } from './passOn.ts'
import type { ProxiedRequest } from './proxiedRequest.ts'
import { type RawHeaders, withHeaders, withoutHeader } from './rawHeaders.ts'
import type { StorageFault } from './storageFault.ts'

/** Applies a fault to a request instead of passing it on unchanged. */
export async function suffer(fault: StorageFault, proxied: ProxiedRequest): Promise<void> {
  const { incoming, answer, entry } = proxied
  const reset = (): unknown => incoming.socket.resetAndDestroy()
  switch (fault.kind) {
    case 'answer':
      return answerInstead(proxied, fault.status, {
        headers: { 'content-type': fault.body === undefined ? 'application/xml' : 'text/html', ...fault.headers },
        body: fault.body ?? describeError(fault),
      })
    case 'refuse-unread':
      await setTimeout(fault.afterMs)
      entry.status = fault.status
      answer.writeHead(fault.status, { ...allowOrigin(incoming), 'content-type': 'application/xml' })
      return void answer.end(describeError(fault), () => incoming.socket.destroy())
    case 'redirect':
      return answerInstead(proxied, 307, { headers: { location: fault.to }, body: '' })
    case 'reset':
      if (fault.atByte === 0) return void reset()
      return passOn(proxied, { body: stopAt(fault.atByte, reset) })
    case 'reset-after':
      return passOn(proxied, { answer: reset })
    case 'stall':
      noticeDisconnect(answer)
      return passOn(proxied, { body: stopAt(fault.atByte, () => undefined) })
    case 'hang':
      return passOn(proxied, { answer: () => undefined })
    case 'truncate':
      return passOn(proxied, {
        answer: ({ statusCode = 200 }) => {
          answer.writeHead(statusCode, { ...allowOrigin(incoming), 'content-length': 1000 })
          answer.write('<', () => answer.destroy())
        },
      })
    case 'strip':
      return passOn(proxied, { answerHeaders: (raw) => fault.headers.reduce<RawHeaders>(withoutHeader, raw) })
    case 'rewrite':
      return passOn(proxied, { requestHeaders: (raw) => withHeaders(raw, fault.headers) })
    case 'flip':
      return passOn(proxied, { body: flipBitAt(fault.atByte) })
  }
  return passOn(proxied, { body: slowDown(fault.bytesPerSecond, fault.until) })
}

/**
 * While nothing is read from a connection, only writing to it shows that the browser has closed it. Storage has to know:
 * one that writes once keeps the key for the request that it is still waiting for.
 */
function noticeDisconnect(answer: ServerResponse): void {
  const timer = setInterval(() => answer.writeProcessing(), 250)
  answer.once('close', () => clearInterval(timer))
}

interface Instead {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

async function answerInstead(
  { incoming, answer, entry }: ProxiedRequest,
  status: number,
  { headers, body }: Instead,
): Promise<void> {
  await finished(incoming.resume())
  entry.status = status
  answer.writeHead(status, { ...allowOrigin(incoming), ...headers }).end(body)
}

function allowOrigin({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return { 'access-control-allow-origin': headers.origin ?? '*', 'access-control-expose-headers': '*' }
}

interface Words {
  readonly code?: string
  readonly message?: string
}

function describeError({ code, message = 'Please wait.' }: Words): string {
  if (code === undefined) return ''
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
}
