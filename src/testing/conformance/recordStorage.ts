import type { SendOutcome, SendRequest, Transport } from '../../contract/ports/transport.js'
import { prepareRequest, type PreparedRequest } from '../../transfer/request/prepareRequest.js'
import { explainUnusable } from '../../transfer/answer/explainUnusable.js'
import { UnusableTicket } from '../../transfer/request/UnusableTicket.js'
import { isSample, sample } from './sample.js'
import { settableHeaders } from './settableHeaders.js'

/** A request as storage would have received it. */
export interface StorageRequest {
  readonly method: string
  readonly url: string
  /** Names in lower case, without the headers that a browser adds. */
  readonly headers: Readonly<Record<string, string>>
  /** The fields of a form, in the order sent. The file's value is '@file' if its bytes and its name are the sample's. */
  readonly fields?: readonly (readonly [name: string, value: string])[]
  /** Whether the body of a PUT is the sample, byte for byte. */
  readonly isSample?: boolean
}

/** A transport that stores nothing and records every request. */
export interface RecordedStorage extends Transport {
  readonly requests: readonly StorageRequest[]
}

/** How a transfer ends: with an outcome, or not before it is aborted ('hanging'). */
export type Sending = SendOutcome | 'hanging'

/** Prepares the requests that the real transport would send, and records them instead. */
export function recordStorage(become: Sending): RecordedStorage {
  const requests: StorageRequest[] = []
  return {
    requests,
    async send(request: SendRequest, { signal, onProgress }): Promise<SendOutcome> {
      signal.throwIfAborted()
      const prepared = tryToPrepare(request)
      if (typeof prepared === 'string') return { kind: 'unusable', why: prepared }
      requests.push(await describeRequest(prepared))
      onProgress(request.body.size)
      if (become !== 'hanging') return become
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('The upload was aborted.', 'AbortError')), {
          once: true,
        })
      })
    },
  }
}

/** Returns the message if the ticket cannot be used. */
function tryToPrepare(request: SendRequest): PreparedRequest | string {
  try {
    return prepareRequest(request)
  } catch (error) {
    if (error instanceof UnusableTicket) return explainUnusable(error)
    throw error
  }
}

async function describeRequest({ method, url, headers, body }: PreparedRequest): Promise<StorageRequest> {
  const described = { method, url, headers: Object.fromEntries(settableHeaders(headers)) }
  if (body instanceof Blob) return { ...described, isSample: await isSample(body) }
  const fields = [...body.entries()].map(
    async ([name, value]) => [name, typeof value === 'string' ? value : await describeFile(value)] as const,
  )
  return { ...described, fields: await Promise.all(fields) }
}

async function describeFile(file: File): Promise<string> {
  return file.name === sample.name && (await isSample(file)) ? '@file' : `another file: ${file.name}`
}
