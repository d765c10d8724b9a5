import type { SendOutcome, SendRequest, Transport } from '../../contract/ports/transport.js'
import { planRequest, type RequestPlan } from '../../transfer/request/prepareRequest.js'
import { UnusableTicket } from '../../transfer/request/UnusableTicket.js'
import { isSample, sample } from './sample.js'

/** A request as storage would have got it. */
export interface StorageRequest {
  readonly method: string
  readonly url: string
  /** Names in small letters; without those that a browser adds. */
  readonly headers: Readonly<Record<string, string>>
  /** Of a form, in the order sent. A file's value is '@file' where it is the sample, byte for byte and by name. */
  readonly fields?: readonly (readonly [name: string, value: string])[]
  /** Of a PUT: whether the body is the sample, byte for byte. */
  readonly isSample?: boolean
}

/** A transport that stores nothing and notes everything. */
export interface RecordedStorage extends Transport {
  readonly requests: readonly StorageRequest[]
}

/** What becomes of the bytes: an outcome, or 'hanging' for a transfer that goes on until it is called off. */
export type Sending = SendOutcome | 'hanging'

/** Makes the requests that the real transport would make, up to the wire. */
export function recordStorage(become: Sending): RecordedStorage {
  const requests: StorageRequest[] = []
  return {
    requests,
    async send(request: SendRequest, { signal, onProgress }): Promise<SendOutcome> {
      signal.throwIfAborted()
      const plan = planOrSay(request)
      if (typeof plan === 'string') return { kind: 'unusable', why: plan }
      requests.push(await describeRequest(plan))
      onProgress(request.body.size)
      if (become !== 'hanging') return become
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('Called off.', 'AbortError')), { once: true })
      })
    },
  }
}

function planOrSay(request: SendRequest): RequestPlan | string {
  try {
    return planRequest(request)
  } catch (error) {
    if (error instanceof UnusableTicket) return error.message
    throw error
  }
}

async function describeRequest({ method, url, headers, body }: RequestPlan): Promise<StorageRequest> {
  const described = {
    method,
    url,
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
  }
  if (body instanceof Blob) return { ...described, isSample: await isSample(body) }
  const fields = [...body.entries()].map(
    async ([name, value]) => [name, typeof value === 'string' ? value : await describeFile(value)] as const,
  )
  return { ...described, fields: await Promise.all(fields) }
}

async function describeFile(file: File): Promise<string> {
  return file.name === sample.name && (await isSample(file)) ? '@file' : `another file: ${file.name}`
}
