import { createHash, createHmac, timingSafeEqual, type Hash, type Hmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { StorageCredentials } from '../storage.ts'
import { S3Error } from './s3Error.ts'
import type { S3Request } from './s3Request.ts'

type SignedRequest = Pick<S3Request, 'method' | 'path' | 'query' | 'headers'>

interface Claim {
  readonly accessKeyId: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  readonly date: Date
}

const queryParameters = new Set([
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
  'X-Amz-Signature',
])
const allowedSkewMs = 15 * 60 * 1000
const longestExpirySeconds = 7 * 24 * 60 * 60

/** Checks signatures by computing them again with the SDK's signer. */
export class SignatureCheck {
  readonly #signer: SignatureV4
  readonly #accessKeyId: string

  constructor({ region, credentials }: { readonly region: string; readonly credentials: StorageCredentials }) {
    this.#accessKeyId = credentials.accessKeyId
    this.#signer = new SignatureV4({
      service: 's3',
      region,
      credentials: { ...credentials },
      sha256: Sha256,
      uriEscapePath: false,
      applyChecksum: false,
    })
  }

  /** @throws {S3Error} unless the request has a valid signature that has not expired */
  async check(request: SignedRequest): Promise<void> {
    if ('X-Amz-Signature' in request.query) return this.#checkPresigned(request)
    if (request.headers['authorization']) return this.#checkHeader(request)
    throw new S3Error('AccessDenied')
  }

  /** @throws {S3Error} unless the form's policy has a valid signature. The names of `fields` are in lower case. */
  async checkPolicy(fields: ReadonlyMap<string, string>): Promise<void> {
    this.#checkAccessKey(accessKeyOf(fields.get('x-amz-credential') ?? '', 'SignatureDoesNotMatch'))
    const signingDate = parseDate(fields.get('x-amz-date') ?? '', 'SignatureDoesNotMatch')
    const expected = await this.#signer.sign(fields.get('policy') ?? '', { signingDate })
    compare(fields.get('x-amz-signature') ?? '', expected)
  }

  async #checkPresigned(request: SignedRequest): Promise<void> {
    const claim = readQuery(request.query)
    const expiresIn = readExpiry(request.query['X-Amz-Expires'])
    this.#checkAccessKey(claim.accessKeyId)
    const headers = signedHeadersOf(request, claim)
    const ageMs = Date.now() - claim.date.getTime()
    if (ageMs < -allowedSkewMs) throw new S3Error('AccessDenied', 'Request is not valid yet')
    if (ageMs > expiresIn * 1000) throw new S3Error('AccessDenied', 'Request has expired')
    const query = Object.entries(request.query).filter(([name]) => !queryParameters.has(name))
    const names = new Set(claim.signedHeaders)
    // The signer treats the payload as unsigned if the body is neither text nor a buffer.
    const unsigned = { ...target(request), query: Object.fromEntries(query), headers, body: {} }
    const signed = await this.#signer.presign(unsigned, {
      signingDate: claim.date,
      expiresIn,
      signableHeaders: names,
      unhoistableHeaders: names,
    })
    compare(claim.signature, String(signed.query?.['X-Amz-Signature']))
  }

  async #checkHeader(request: SignedRequest): Promise<void> {
    const claim = readAuthorization(request.headers)
    this.#checkAccessKey(claim.accessKeyId)
    const headers = signedHeadersOf(request, claim)
    if (Math.abs(Date.now() - claim.date.getTime()) > allowedSkewMs) throw new S3Error('RequestTimeTooSkewed')
    const unsigned = { ...target(request), query: { ...request.query }, headers, body: {} }
    const signed = await this.#signer.sign(unsigned, {
      signingDate: claim.date,
      signableHeaders: new Set(claim.signedHeaders),
    })
    compare(claim.signature, /Signature=([0-9a-f]+)/.exec(signed.headers['authorization'] ?? '')?.[1] ?? '')
  }

  #checkAccessKey(accessKeyId: string): void {
    if (accessKeyId !== this.#accessKeyId) throw new S3Error('InvalidAccessKeyId')
  }
}

function target({ method, path }: SignedRequest): { method: string; path: string; protocol: string; hostname: string } {
  return { method, path, protocol: 'http:', hostname: '' }
}

function readQuery(query: Readonly<Record<string, string>>): Claim {
  return {
    accessKeyId: accessKeyOf(query['X-Amz-Credential'] ?? '', 'AuthorizationQueryParametersError'),
    signedHeaders: (query['X-Amz-SignedHeaders'] ?? '').split(';').filter(Boolean),
    signature: query['X-Amz-Signature'] ?? '',
    date: parseDate(query['X-Amz-Date'] ?? '', 'AuthorizationQueryParametersError'),
  }
}

function readAuthorization(headers: Readonly<Record<string, string>>): Claim {
  const authorization = headers['authorization'] ?? ''
  const read = (name: string): string => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1] ?? ''
  return {
    accessKeyId: accessKeyOf(read('Credential'), 'AuthorizationHeaderMalformed'),
    signedHeaders: read('SignedHeaders').split(';').filter(Boolean),
    signature: read('Signature'),
    date: parseDate(headers['x-amz-date'] ?? '', 'AuthorizationHeaderMalformed'),
  }
}

type ClaimError = 'AuthorizationQueryParametersError' | 'AuthorizationHeaderMalformed' | 'SignatureDoesNotMatch'

function accessKeyOf(credential: string, code: ClaimError): string {
  const [accessKeyId] = credential.split('/')
  if (!accessKeyId) throw new S3Error(code)
  return accessKeyId
}

function parseDate(text: string, code: ClaimError): Date {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? []
  if (!year) throw new S3Error(code)
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

function readExpiry(text = ''): number {
  const seconds = Number(text)
  if (!/^\d+$/.test(text) || seconds > longestExpirySeconds) {
    throw new S3Error('AuthorizationQueryParametersError', 'X-Amz-Expires must be less than a week (in seconds)')
  }
  return seconds
}

/** Returns the signed headers. All of them must be present, and no unsigned `x-amz-*`. */
function signedHeadersOf({ headers }: SignedRequest, { signedHeaders }: Claim): Record<string, string> {
  const isMissing = (name: string): boolean => headers[name] === undefined && name !== 'content-length'
  const isUnsigned = (name: string): boolean => name.startsWith('x-amz-') && !signedHeaders.includes(name)
  if (!signedHeaders.includes('host') || signedHeaders.some(isMissing) || Object.keys(headers).some(isUnsigned)) {
    throw new S3Error('UnsignedHeaders')
  }
  return Object.fromEntries(signedHeaders.map((name) => [name, headers[name] ?? '0']))
}

function compare(given: string, expected: string): void {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)]
  if (one.length !== other.length || !timingSafeEqual(one, other)) throw new S3Error('SignatureDoesNotMatch')
}

/** Adapts node:crypto to the signer: a hash, or an HMAC if there is a secret. */
class Sha256 {
  readonly #hash: Hash | Hmac

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBytes(secret))
  }

  update(data: Uint8Array): void {
    this.#hash.update(data)
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }

  reset(): void {
    throw new Error('The signer hashes once.')
  }
}

function toBytes(secret: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof secret === 'string') return secret
  return ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret)
}
