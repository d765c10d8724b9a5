import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { Storage } from '../storage/storage.ts'
import { createStorageClient, isMissing } from '../storage/storageClient.ts'

/** Reads objects directly from storage. */
export interface StoredObjects {
  sha256(key: string): Promise<string>
  exists(key: string): Promise<boolean>
  remove(key: string): Promise<void>
  /** Aborts the multipart uploads of a key. */
  abortParts(key: string): Promise<void>
  close(): void
}

export function readStoredObjects(storage: Storage): StoredObjects {
  const client = createStorageClient(storage)
  const { bucket: Bucket } = storage
  return {
    sha256: (Key) => hashObject(client, { Bucket, Key }),
    exists: (Key) => hasObject(client, { Bucket, Key }),
    remove: async (Key) => void (await client.send(new DeleteObjectCommand({ Bucket, Key }))),
    abortParts: (Key) => abortParts(client, { Bucket, Key }),
    close: () => client.destroy(),
  }
}

interface ObjectName {
  readonly Bucket: string
  readonly Key: string
}

async function abortParts(client: S3Client, { Bucket, Key }: ObjectName): Promise<void> {
  // MinIO lists uploads only by their complete key.
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key }))
  await Promise.all(
    Uploads.map(({ UploadId }) => client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }))),
  )
}

async function hashObject(client: S3Client, name: ObjectName): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand(name))
  const hash = createHash('sha256')
  // In Node, the SDK's body is a Node stream.
  await pipeline(Body as Readable, hash)
  return hash.digest('hex')
}

async function hasObject(client: S3Client, name: ObjectName): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand(name))
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
