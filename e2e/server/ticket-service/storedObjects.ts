import { createHash } from 'node:crypto'
import { DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { Storage } from '../../storage/storage.ts'
import { createStorageClient, isMissing } from '../../storage/storageClient.ts'
import { Problem } from '../problem.ts'
import type { AnnouncedDigest } from './announcedFile.ts'

/** What storage reports about an object. */
export interface StoredObject {
  /** bytes */
  readonly size: number
  /** without quotes */
  readonly etag: string
  /** base64, if the client sent it */
  readonly sha256: string | undefined
}

/** Reads objects on behalf of the server. */
export class StoredObjects {
  readonly #client: S3Client
  readonly #bucket: string

  constructor(storage: Storage) {
    this.#client = createStorageClient(storage)
    this.#bucket = storage.bucket
  }

  /** null if there is no such object */
  async look(key: string): Promise<StoredObject | null> {
    const command = new HeadObjectCommand({ Bucket: this.#bucket, Key: key, ChecksumMode: 'ENABLED' })
    try {
      const { ContentLength = 0, ETag = '', ChecksumSHA256 } = await this.#client.send(command)
      return { size: ContentLength, etag: ETag.replaceAll('"', ''), sha256: ChecksumSHA256 }
    } catch (error) {
      if (isMissing(error)) return null
      throw unavailable(error)
    }
  }

  /** Whether the object has this digest, according to storage's own checksum if there is one, otherwise by reading it. */
  async hasDigest(key: string, object: StoredObject, { algorithm, base64 }: AnnouncedDigest): Promise<boolean> {
    if (algorithm === 'sha-256' && object.sha256 !== undefined) return object.sha256 === base64
    // An ETag is the MD5 of the bytes unless they were sent in parts or storage encrypts them.
    const isMd5 = /^[0-9a-f]{32}$/.test(object.etag)
    if (algorithm === 'md5' && isMd5 && object.etag === Buffer.from(base64, 'base64').toString('hex')) return true
    return (await this.#hash(key, algorithm)) === base64
  }

  /** Reads the whole object; null if there is none. */
  async read(key: string): Promise<Uint8Array | null> {
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }))
      return (await Body?.transformToByteArray()) ?? null
    } catch (error) {
      if (isMissing(error)) return null
      throw unavailable(error)
    }
  }

  async remove(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }))
  }

  close(): void {
    this.#client.destroy()
  }

  async #hash(key: string, algorithm: AnnouncedDigest['algorithm']): Promise<string> {
    const hash = createHash(algorithm === 'md5' ? 'md5' : 'sha256')
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }))
      for await (const chunk of Body?.transformToWebStream() ?? []) hash.update(chunk)
    } catch (error) {
      throw unavailable(error)
    }
    return hash.digest('base64')
  }
}

function unavailable(error: unknown): Problem {
  console.error('Storage does not answer the reference server:', error instanceof Error ? error.message : error)
  return new Problem(503, { code: 'server-error', message: 'Storage does not answer.', retryAfterSeconds: 1 })
}
