import type { BucketAddress } from './BucketAddress.js'
import { asCode, networkCodeOf } from './networkCodeOf.js'
import { toQuery, type S3Credentials, type SignatureV4 } from './signing/SignatureV4.js'
import { StorageError } from './StorageError.js'
import { readXml, textOf, type XmlElement } from './xml/readXml.js'

/**
 * A refusal that may be the answer to a call. `missing`: no such object or upload. `unmet`: a condition does not hold.
 * `unsupported`: storage has no such call.
 */
export type Refused = 'missing' | 'unmet' | 'out-of-range' | 'unsupported'

/** A call of the server's own. */
export interface S3Call<Expected extends Refused = never> {
  /** S3's name for it */
  readonly operation: string
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  /** Left out if the call is about the bucket. */
  readonly key?: string
  readonly query?: Readonly<Record<string, string>>
  /** The names are in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  /** The refusals that are returned. Any other is thrown. */
  readonly expected?: readonly Expected[]
}

export interface S3Answer {
  readonly headers: Headers
  /** null if the body is empty, or not XML */
  readonly xml: XmlElement | null
}

export interface S3ClientOptions {
  readonly address: BucketAddress
  readonly signature: SignatureV4
  readonly credentials: () => S3Credentials | Promise<S3Credentials>
  readonly fetch: typeof fetch
  /** for a call with all its retries */
  readonly timeoutMs: number
}

const mostTries = 4
const firstWaitMs = 100
const longestWaitMs = 2000
const nothing = new Uint8Array()

/** Sends signed calls to the bucket, and repeats those that may succeed later. */
export class S3Client {
  readonly #options: S3ClientOptions

  constructor(options: S3ClientOptions) {
    this.#options = options
  }

  /**
   * Sends a call and reads its answer.
   * @throws {StorageError} unless it succeeds, or is refused as expected
   */
  async call<Expected extends Refused = never>(call: S3Call<Expected>): Promise<S3Answer | Expected> {
    return this.#persist(call, async (response) => {
      const xml = readXml(await response.text())
      // What takes long to make begins with a 200, and may end as an error.
      if (xml?.name === 'Error') throw refusal(call, response, xml)
      return { headers: response.headers, xml }
    })
  }

  /**
   * Sends a call and leaves the body of its answer to the caller.
   * @throws {StorageError} unless it succeeds, or is refused as expected
   */
  async open<Expected extends Refused = never>(call: S3Call<Expected>): Promise<Response | Expected> {
    return this.#persist(call, async (response) => response)
  }

  async #persist<T, Expected extends Refused>(
    call: S3Call<Expected>,
    read: (response: Response) => Promise<T>,
  ): Promise<T | Expected> {
    const endsAtMs = Date.now() + this.#options.timeoutMs
    for (let tries = 1; ; tries++) {
      try {
        return await this.#try(call, read, endsAtMs)
      } catch (error) {
        const refused = error instanceof StorageError ? call.expected?.find((one) => isRefusal(error, one)) : undefined
        if (refused !== undefined) return refused
        const waitMs = Math.random() * Math.min(longestWaitMs, firstWaitMs * 2 ** tries)
        const isLast = tries >= mostTries || Date.now() + waitMs >= endsAtMs
        if (isLast || !(error instanceof StorageError && mayPass(error))) throw error
        await new Promise((resolve) => setTimeout(resolve, waitMs))
      }
    }
  }

  async #try<T>(call: S3Call<Refused>, read: (response: Response) => Promise<T>, endsAtMs: number): Promise<T> {
    const credentials = await this.#options.credentials()
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), Math.max(0, endsAtMs - Date.now()))
    try {
      const response = await this.#send(call, credentials, limit.signal)
      if (response.ok) return await read(response)
      throw refusal(call, response, readXml(await response.text()))
    } catch (error) {
      if (error instanceof StorageError) throw error
      throw new StorageError(call.operation, {
        status: null,
        code: limit.signal.aborted ? timeout : networkCodeOf(error),
      })
    } finally {
      clearTimeout(timer)
    }
  }

  #send(call: S3Call<Refused>, credentials: S3Credentials, signal: AbortSignal): Promise<Response> {
    const { address, signature, fetch } = this.#options
    const { method, key, query = {}, headers = {}, body } = call
    const path = key === undefined ? address.path : address.pathOf(key)
    const request = { method, host: address.host, path, query, headers }
    return fetch(address.toUrl(path, toQuery(Object.entries(query))), {
      method,
      headers: signature.authorize(request, credentials, Date.now(), body ?? nothing),
      // A redirect leads to another region, and would take the signature elsewhere.
      redirect: 'manual',
      signal,
      // The public types have no generic `Uint8Array`, which TypeScript before 5.7 does not know.
      ...(body && { body: body as Uint8Array<ArrayBuffer> }),
    })
  }
}

const refusals: Readonly<Record<Refused, { readonly status: number; readonly codes: readonly string[] }>> = {
  missing: { status: 404, codes: ['NoSuchKey', 'NoSuchUpload', 'NotFound'] },
  unmet: { status: 412, codes: ['PreconditionFailed'] },
  'out-of-range': { status: 416, codes: ['InvalidRange'] },
  unsupported: { status: 501, codes: ['NotImplemented'] },
}

/** The code counts: a bucket that does not exist is a 404 as well. The answer to a HEAD has none. */
function isRefusal({ status, code }: StorageError, refused: Refused): boolean {
  const { status: usual, codes } = refusals[refused]
  return code === null ? status === usual : codes.includes(code)
}

const timeout = 'Timeout'

const passingStatuses = new Set([408, 429, 500, 502, 503, 504])
const passingCodes = new Set([
  'ConditionalRequestConflict',
  'InternalError',
  'OperationAborted',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
])

/** The codes that say that the bucket is in another region. The answer to a HEAD has none. */
export const elsewhereCodes: ReadonlySet<string> = new Set([
  'AuthorizationHeaderMalformed',
  'PermanentRedirect',
  'TemporaryRedirect',
])

/** Whether another try may succeed. */
function mayPass({ status, code }: StorageError): boolean {
  if (status === null) return code !== timeout
  return passingStatuses.has(status) || (code !== null && passingCodes.has(code))
}

function refusal({ operation, method }: S3Call<Refused>, response: Response, xml: XmlElement | null): StorageError {
  const { status, headers } = response
  const code = (xml?.name === 'Error' && asCode(textOf(xml, 'Code'))) || null
  const region = asCode(headers.get('x-amz-bucket-region') ?? (xml ? textOf(xml, 'Region') : undefined))
  return new StorageError(operation, { status, code }, hintFor({ method, status, code, region, headers }))
}

/** What S3 allows. */
const mostSkewMs = 15 * 60_000

interface Refusal {
  readonly method: string
  readonly status: number
  readonly code: string | null
  readonly region: string | null
  readonly headers: Headers
}

/** What an operator could not tell from the code. */
function hintFor({ method, status, code, region, headers }: Refusal): string {
  const aheadMs = Date.now() - Date.parse(headers.get('date') ?? '')
  // The answer to a HEAD has no code, so only its date tells why it is refused.
  const isSkewed = code === null && status === 403 && Math.abs(aheadMs) > mostSkewMs
  if (code === 'RequestTimeTooSkewed' || isSkewed) {
    const by = Number.isNaN(aheadMs)
      ? ''
      : `: it is ${Math.abs(Math.round(aheadMs / 1000))} seconds ${aheadMs > 0 ? 'ahead' : 'behind'}`
    return `The clock of this server differs too much from that of storage${by}.`
  }
  const isElsewhere = code === null ? status === 301 || status === 400 : elsewhereCodes.has(code)
  if (region !== null && isElsewhere) return `The bucket is in the region '${region}'.`
  if (method === 'HEAD' && status === 403) {
    return 'S3 also answers this for an object that does not exist, if the credentials do not allow s3:ListBucket.'
  }
  return ''
}
