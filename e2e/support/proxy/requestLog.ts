import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Passing } from '../gate.ts'

/** A request from the browser to storage. */
export interface StorageRequest extends Passing {
  /** How many bytes of the body have arrived. */
  receivedBytes: number
  /** The status that the browser got; null while there is no answer, and if none was sent. */
  status: number | null
  /** Whether the connection closed before the answer was complete. */
  isBrokenOff: boolean
  /** As the browser sent them. They are signed, so only compare them. */
  readonly headers: IncomingMessage['headers']
}

/** Logs requests except preflights, in the order of arrival. */
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
    // Requests that the reference server forwards from a vendor's gate have no origin.
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

/** Whether a request carries a file's bytes: a PUT or a form POST. */
export function isSend({ method }: Passing): boolean {
  return method === 'PUT' || method === 'POST'
}
