import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Passing } from '../gate.ts'

/** One request of the browser to storage. */
export interface StorageRequest extends Passing {
  /** What came of its body. */
  receivedBytes: number
  /** What the browser was told; null: nothing, or not yet. */
  status: number | null
  /** The exchange ended before all was said. */
  isBrokenOff: boolean
  /** As the browser sent them; signed, so for comparison only. */
  readonly headers: IncomingMessage['headers']
}

/** What came, but preflights, in the order of arrival. */
export class RequestLog {
  readonly requests: StorageRequest[] = []
  mostSends: number = 0
  #sendsNow = 0

  note(incoming: IncomingMessage, answer: ServerResponse): StorageRequest {
    const { method = 'GET', url = '/', headers } = incoming
    const path = url.replace(/\?.*$/, '')
    const part = Number(/[?&]partNumber=(\d+)/.exec(url)?.[1] ?? Number.NaN)
    const entry: StorageRequest = {
      method,
      path,
      ...(!Number.isNaN(part) && { part }),
      receivedBytes: 0,
      status: null,
      isBrokenOff: false,
      headers,
    }
    // What the reference server itself sends on from a vendor's gate has no origin.
    if (method === 'OPTIONS' || (isSend(entry) && headers.origin === undefined)) return entry
    this.requests.push(entry)
    if (isSend(entry)) this.#watchSend(answer)
    incoming.on('data', (chunk: Buffer) => (entry.receivedBytes += chunk.length)).pause()
    answer.once('close', () => (entry.isBrokenOff = !answer.writableFinished))
    return entry
  }

  clear(): void {
    this.requests.length = 0
    this.mostSends = 0
  }

  #watchSend(answer: ServerResponse): void {
    this.#sendsNow += 1
    this.mostSends = Math.max(this.mostSends, this.#sendsNow)
    answer.once('close', () => (this.#sendsNow -= 1))
  }
}

/** A PUT or a form POST: what carries a file's bytes. */
export function isSend({ method }: Passing): boolean {
  return method === 'PUT' || method === 'POST'
}
