import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner'
import type { S3Client } from '@aws-sdk/client-s3'
import { encodeKey } from './encodeKey.ts'
import { createStorageClient, type StorageAddress } from './storageClient.ts'

/** The only object that may be sent, because everything here is signed. */
export interface ObjectToSend {
  readonly key: string
  /** MIME type */
  readonly type: string
  /** bytes */
  readonly size: number
  readonly digest?: { readonly algorithm: 'md5' | 'sha-256'; readonly base64: string } | undefined
  readonly expiresInSeconds: number
}

/** The only part that may be sent. */
export interface PartToSend extends Pick<ObjectToSend, 'key' | 'size' | 'digest' | 'expiresInSeconds'> {
  readonly uploadId: string
  /** from 1 */
  readonly number: number
}

export interface ObjectToRead {
  readonly key: string
  readonly expiresInSeconds: number
  /** @default now */
  readonly signedAt?: Date
  /** The Content-Disposition of the answer. */
  readonly disposition?: string
  /** The Content-Type of the answer. @default the stored one */
  readonly type?: string
}

export interface SignedPut {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

export interface SignedPost {
  readonly url: string
  readonly fields: readonly (readonly [name: string, value: string])[]
}

// By default the presigner does not sign Content-Type, and moves the checksum to the query, where it is not checked.
const signableHeaders = ['host', 'content-type', 'content-length', 'content-md5']
const unhoistableHeaders = ['x-amz-checksum-sha256']

/**
 * Signs the requests of browsers to storage, so that storage itself refuses any other type, length or content.
 * `getSignedUrl` would work for PUT and GET, but the presigner below it takes a quarter of the time, and a gathered
 * call needs hundreds of URLs.
 */
export class Presigner {
  readonly #client: S3Client
  readonly #presigner: S3RequestPresigner
  readonly #bucket: string
  readonly #endpoint: URL

  constructor(address: StorageAddress) {
    const { endpoint, bucket, region, credentials } = address
    this.#client = createStorageClient(address)
    this.#presigner = new S3RequestPresigner({
      region,
      credentials: { ...credentials },
      sha256: this.#client.config.sha256,
    })
    this.#bucket = bucket
    this.#endpoint = new URL(endpoint)
  }

  async put({ key, type, size, digest, expiresInSeconds }: ObjectToSend): Promise<SignedPut> {
    const headers = { 'Content-Type': type, ...digestHeaders(digest) }
    const signed = { ...lowerCaseNames(headers), 'content-length': String(size) }
    return { url: await this.#sign('PUT', key, { headers: signed, expiresInSeconds }), headers }
  }

  /** Signs a PUT for one part of an open multipart upload. */
  async part({ key, uploadId, number, size, digest, expiresInSeconds }: PartToSend): Promise<SignedPut> {
    const headers = digestHeaders(digest)
    const signed = { ...lowerCaseNames(headers), 'content-length': String(size) }
    const query = { partNumber: String(number), uploadId, 'x-id': 'UploadPart' }
    return { url: await this.#sign('PUT', key, { headers: signed, query, expiresInSeconds }), headers }
  }

  /** Signs a form for the bucket's own URL, so that one preflight serves many files. */
  async post({ key, type, size, digest, expiresInSeconds }: ObjectToSend): Promise<SignedPost> {
    const { url, fields } = await createPresignedPost(this.#client, {
      Bucket: this.#bucket,
      Key: key,
      Fields: { 'Content-Type': type, ...digestHeaders(digest) },
      Conditions: [['content-length-range', size, size]],
      Expires: expiresInSeconds,
    })
    return { url, fields: Object.entries(fields) }
  }

  async get({ key, expiresInSeconds, signedAt, disposition, type }: ObjectToRead): Promise<string> {
    const query = {
      ...(disposition && { 'response-content-disposition': disposition }),
      ...(type && { 'response-content-type': type }),
    }
    return this.#sign('GET', key, { query, expiresInSeconds, ...(signedAt && { signedAt }) })
  }

  close(): void {
    this.#client.destroy()
  }

  async #sign(
    method: string,
    key: string,
    { headers, query, expiresInSeconds, signedAt }: SignOptions,
  ): Promise<string> {
    const { protocol, hostname, port, host, origin } = this.#endpoint
    const path = `/${this.#bucket}/${encodeKey(key)}`
    const request = { method, protocol, hostname, path, query: { ...query }, headers: { host, ...headers } }
    const signed = await this.#presigner.presign(port ? { ...request, port: Number(port) } : request, {
      expiresIn: expiresInSeconds,
      signableHeaders: new Set(signableHeaders),
      unhoistableHeaders: new Set(unhoistableHeaders),
      ...(signedAt && { signingDate: signedAt }),
    })
    const parameters = Object.entries(signed.query ?? {}).map(
      ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
    )
    return `${origin}${path}?${parameters.join('&')}`
  }
}

interface SignOptions {
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly expiresInSeconds: number
  readonly signedAt?: Date
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function digestHeaders(digest: ObjectToSend['digest']): Record<string, string> {
  if (!digest) return {}
  return { [digest.algorithm === 'md5' ? 'Content-MD5' : 'x-amz-checksum-sha256']: digest.base64 }
}
