import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { toBase64 } from '../../../shared/bytes/base64.js'
import { encodeUri } from './encodeUri.js'

/** What the server authenticates with at storage. */
export interface S3Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** The token of temporary credentials. What they have signed expires with them. */
  readonly sessionToken?: string | undefined
}

export interface RequestToSign {
  readonly method: string
  readonly host: string
  /** escaped, with a slash at the beginning */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** All of them are signed. The names are in lower case. */
  readonly headers?: Readonly<Record<string, string>>
}

type Pair = readonly [name: string, value: string]
type Hmac = ReturnType<typeof hmac.create>

const algorithm = 'AWS4-HMAC-SHA256'
/** One day's key is in use, and around midnight two: a URL may be signed as of the time at which its term began. */
const mostKeys = 4

/**
 * Signs requests as S3 requires. It hashes in JavaScript, because a signature hashes so little that the round trip to
 * WebCrypto costs three times as much as the work.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 */
export class SignatureV4 {
  readonly #region: string
  readonly #keys = new Map<string, Hmac>()
  #last = { second: Number.NaN, date: '' }

  constructor(region: string) {
    this.#region = region
  }

  /** Returns the query of a URL that allows exactly this request until it expires. Its payload is not signed. */
  presign(request: RequestToSign, credentials: S3Credentials, atMs: number, expiresInSeconds: number): string {
    const date = this.#toAmzDate(atMs)
    const headers = sortedHeaders(request)
    const query = toQuery([
      ...Object.entries(request.query ?? {}),
      ...this.#claim(credentials, date),
      ['X-Amz-Expires', String(expiresInSeconds)],
      ['X-Amz-SignedHeaders', namesOf(headers)],
    ])
    const canonical = toCanonical(request, query, headers, unsignedPayload)
    return `${query}&X-Amz-Signature=${this.#signCanonical(canonical, credentials, date)}`
  }

  /** Returns the headers of a request that the server itself sends, with those that sign it and its payload. */
  authorize(
    { query = {}, ...request }: RequestToSign,
    credentials: S3Credentials,
    atMs: number,
    payload: Uint8Array,
  ): Record<string, string> {
    const date = this.#toAmzDate(atMs)
    const payloadHash = bytesToHex(sha256(payload))
    const added = { ...request.headers, 'x-amz-content-sha256': payloadHash, 'x-amz-date': date }
    const { sessionToken } = credentials
    const sent: Record<string, string> = sessionToken ? { ...added, 'x-amz-security-token': sessionToken } : added
    const headers = sortedHeaders({ ...request, headers: sent })
    const canonical = toCanonical(request, toQuery(Object.entries(query)), headers, payloadHash)
    const signature = this.#signCanonical(canonical, credentials, date)
    const credential = this.#credential(credentials, date)
    const authorization = `${algorithm} Credential=${credential}, SignedHeaders=${namesOf(headers)}, Signature=${signature}`
    return { ...sent, authorization }
  }

  /** Returns the fields that sign a form. The claim is part of its policy. */
  signForm(
    credentials: S3Credentials,
    atMs: number,
    toPolicy: (claim: readonly Pair[]) => string,
  ): readonly (readonly [name: string, value: string])[] {
    const date = this.#toAmzDate(atMs)
    const claim = this.#claim(credentials, date)
    const policy = toBase64(utf8ToBytes(toPolicy(claim)))
    return [...claim, ['Policy', policy], ['X-Amz-Signature', this.#sign(policy, credentials, date)]]
  }

  /** Most calls of a busy server come in the same second as the one before. */
  #toAmzDate(ms: number): string {
    const second = Math.floor(ms / 1000)
    if (this.#last.second !== second) this.#last = { second, date: toAmzDate(ms) }
    return this.#last.date
  }

  #claim(credentials: S3Credentials, date: string): Pair[] {
    const { sessionToken } = credentials
    return [
      ['X-Amz-Algorithm', algorithm],
      ['X-Amz-Credential', this.#credential(credentials, date)],
      ['X-Amz-Date', date],
      ...(sessionToken ? [['X-Amz-Security-Token', sessionToken] as const] : []),
    ]
  }

  #credential({ accessKeyId }: S3Credentials, date: string): string {
    return `${accessKeyId}/${this.#scope(date)}`
  }

  #scope(date: string): string {
    return `${date.slice(0, 8)}/${this.#region}/s3/aws4_request`
  }

  #signCanonical(canonical: string, credentials: S3Credentials, date: string): string {
    const hash = bytesToHex(sha256(utf8ToBytes(canonical)))
    return this.#sign(`${algorithm}\n${date}\n${this.#scope(date)}\n${hash}`, credentials, date)
  }

  #sign(text: string, { secretAccessKey }: S3Credentials, date: string): string {
    return bytesToHex(this.#keyFor(secretAccessKey, date.slice(0, 8)).clone().update(utf8ToBytes(text)).digest())
  }

  /** The HMAC with its key already absorbed, which is half of its work. */
  #keyFor(secret: string, day: string): Hmac {
    const name = `${day}/${secret}`
    const kept = this.#keys.get(name)
    if (kept) return kept
    const steps = [day, this.#region, 's3', 'aws4_request']
    const key = steps.reduce((last, step) => hmac(sha256, last, utf8ToBytes(step)), utf8ToBytes(`AWS4${secret}`))
    const [oldest] = this.#keys.keys()
    if (this.#keys.size >= mostKeys && oldest !== undefined) this.#keys.delete(oldest)
    const made = hmac.create(sha256, key)
    this.#keys.set(name, made)
    return made
  }
}

const unsignedPayload = 'UNSIGNED-PAYLOAD'

/** Escapes a query and puts it into the order that signatures require. */
export function toQuery(pairs: readonly Pair[]): string {
  return pairs
    .map(([name, value]) => `${encodeUri(name)}=${encodeUri(value)}`)
    .toSorted()
    .join('&')
}

function toCanonical(
  { method, path }: RequestToSign,
  query: string,
  headers: readonly Pair[],
  payloadHash: string,
): string {
  const lines = headers.map(([name, value]) => `${name}:${value.trim().replace(/\s+/g, ' ')}\n`).join('')
  return `${method}\n${path}\n${query}\n${lines}\n${namesOf(headers)}\n${payloadHash}`
}

function sortedHeaders({ host, headers = {} }: RequestToSign): readonly Pair[] {
  return Object.entries({ ...headers, host }).toSorted(([one], [other]) => (one < other ? -1 : 1))
}

function namesOf(headers: readonly Pair[]): string {
  return headers.map(([name]) => name).join(';')
}

function toAmzDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '')
}
