import { ListMultipartUploadsCommand, type S3Client } from '@aws-sdk/client-s3'
import { listKeys } from '../storage/listKeys.ts'
import type { Storage } from '../storage/storage.ts'
import { createStorageClient } from '../storage/storageClient.ts'

/** Reads what storage contains. */
export class StorageAudit {
  readonly #client: S3Client
  readonly #bucket: string

  constructor(storage: Storage) {
    this.#client = createStorageClient(storage)
    this.#bucket = storage.bucket
  }

  /** The keys of all objects. */
  async keys(): Promise<ReadonlySet<string>> {
    return new Set(await listKeys(this.#client, this.#bucket))
  }

  /** How many multipart uploads are open for a key, which must be complete: MinIO does not list them by prefix. */
  async openUploads(key: string): Promise<number> {
    const { Uploads = [] } = await this.#client.send(
      new ListMultipartUploadsCommand({ Bucket: this.#bucket, Prefix: key }),
    )
    return Uploads.length
  }

  close(): void {
    this.#client.destroy()
  }
}
