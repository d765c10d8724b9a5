import {
  GetObjectCommand,
  PutObjectCommand,
  type GetObjectCommandInput,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { createStorageClient, type StorageAddress } from './storageClient.ts'

/** The one object that may be sent, and nothing else: all of this is signed. */
export interface ObjectToSend {
  readonly key: string
  /** MIME type */
  readonly type: string
  /** bytes */
  readonly size: number
  readonly digest?: { readonly algorithm: 'md5' | 'sha-256'; readonly base64: string } | undefined
  readonly expiresInSeconds: number
}

export interface ObjectToRead {
  readonly key: string
  readonly expiresInSeconds: number
  /** @default now */
  readonly signedAt?: Date
  /** Content-Disposition of the answer. */
  readonly disposition?: string
  /** Content-Type of the answer; left out: the stored one. */
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

// The presigner leaves Content-Type unsigned by default, and moves a checksum to the query, where nothing checks it.
const signableHeaders: ReadonlySet<string> = new Set(['host', 'content-type', 'content-length', 'content-md5'])
const unhoistableHeaders: ReadonlySet<string> = new Set(['x-amz-checksum-sha256'])

/** Signs what browsers do with storage, so that storage itself refuses every other type, length or content. */
export class Presigner {
  readonly #client: S3Client
  readonly #bucket: string

  constructor(address: StorageAddress) {
    this.#client = createStorageClient(address)
    this.#bucket = address.bucket
  }

  async put({ key, type, size, digest, expiresInSeconds }: ObjectToSend): Promise<SignedPut> {
    const input: PutObjectCommandInput = {
      Bucket: this.#bucket,
      Key: key,
      ContentType: type,
      ContentLength: size,
      ...(digest?.algorithm === 'md5' && { ContentMD5: digest.base64 }),
      ...(digest?.algorithm === 'sha-256' && { ChecksumSHA256: digest.base64 }),
    }
    const url = await getSignedUrl(this.#client, new PutObjectCommand(input), {
      expiresIn: expiresInSeconds,
      signableHeaders: new Set(signableHeaders),
      unhoistableHeaders: new Set(unhoistableHeaders),
    })
    return { url, headers: { 'Content-Type': type, ...digestHeaders(digest) } }
  }

  /** A form to the bucket's own URL: one preflight of a browser then serves many files. */
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
    const input: GetObjectCommandInput = {
      Bucket: this.#bucket,
      Key: key,
      ...(disposition && { ResponseContentDisposition: disposition }),
      ...(type && { ResponseContentType: type }),
    }
    return getSignedUrl(this.#client, new GetObjectCommand(input), {
      expiresIn: expiresInSeconds,
      ...(signedAt && { signingDate: signedAt }),
    })
  }

  close(): void {
    this.#client.destroy()
  }
}

function digestHeaders(digest: ObjectToSend['digest']): Record<string, string> {
  if (!digest) return {}
  return { [digest.algorithm === 'md5' ? 'Content-MD5' : 'x-amz-checksum-sha256']: digest.base64 }
}
