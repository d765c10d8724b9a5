import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { DatabaseSync } from 'node:sqlite'
import type { Storage } from '../../storage/storage.ts'
import { createStorageClient } from '../../storage/storageClient.ts'
import type { Ticket } from './ticketTable.ts'

/** A part in storage. */
export interface StoredPart {
  readonly number: number
  /** bytes */
  readonly size: number
  /** without quotes */
  readonly etag: string
}

const mebibyte = 1024 ** 2
const mostParts = 10_000

/** The part size for a file: whole mebibytes, and large enough to stay within S3's limit on the number of parts. */
export function partSizeFor(sizeBytes: number, wishedBytes: number): number {
  return Math.max(wishedBytes, Math.ceil(sizeBytes / mostParts / mebibyte) * mebibyte)
}

/** Manages S3 multipart uploads, one for each ticket. Upload ids never leave the server. */
export class Parts {
  readonly #database: DatabaseSync
  readonly #client: S3Client
  readonly #bucket: string

  constructor(database: DatabaseSync, storage: Storage) {
    this.#database = database
    this.#client = createStorageClient(storage)
    this.#bucket = storage.bucket
  }

  /** Returns the open upload of a ticket, and starts one if there is none. */
  async open(ticket: Ticket): Promise<string> {
    const known = this.find(ticket)
    if (known !== undefined && (await this.list(ticket))) return known
    const { UploadId = '' } = await this.#client.send(
      new CreateMultipartUploadCommand({ ...this.#target(ticket), ContentType: ticket.announced.type }),
    )
    this.#database.prepare('insert or replace into parts (ticket_id, upload_id) values (?, ?)').run(ticket.id, UploadId)
    return UploadId
  }

  /** The id of the upload that was started for a ticket, in whatever state. */
  find({ id }: Ticket): string | undefined {
    const row = this.#database.prepare('select upload_id from parts where ticket_id = ?').get(id)
    return row && String(row['upload_id'])
  }

  /** The parts in storage; null if there is no such upload or it has ended. */
  async list(ticket: Ticket): Promise<readonly StoredPart[] | null> {
    const UploadId = this.find(ticket)
    if (UploadId === undefined) return null
    const upload = { ...this.#target(ticket), UploadId }
    const parts: StoredPart[] = []
    try {
      // The SDK's paginator would never end, because MinIO names a next page even after the last one.
      for (let marker: string | undefined, isLast = false; !isLast;) {
        // oxlint-disable-next-line no-await-in-loop -- page after page
        const page = await this.#client.send(new ListPartsCommand({ ...upload, PartNumberMarker: marker }))
        for (const { PartNumber = 0, Size = 0, ETag = '' } of page.Parts ?? []) {
          parts.push({ number: PartNumber, size: Size, etag: ETag.replaceAll('"', '') })
        }
        marker = page.NextPartNumberMarker
        isLast = page.IsTruncated !== true
      }
      return parts
    } catch (error) {
      if (isNoSuchUpload(error)) return null
      throw error
    }
  }

  /** Makes storage combine the parts. */
  async complete(ticket: Ticket, parts: readonly Pick<StoredPart, 'number' | 'etag'>[]): Promise<void> {
    const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` }))
    const UploadId = this.find(ticket)
    const upload = { ...this.#target(ticket), UploadId, MultipartUpload: { Parts } }
    await this.#client.send(new CompleteMultipartUploadCommand(upload))
  }

  /** Makes storage drop the parts. */
  async abort(ticket: Ticket): Promise<void> {
    const UploadId = this.find(ticket)
    if (UploadId === undefined) return
    try {
      await this.#client.send(new AbortMultipartUploadCommand({ ...this.#target(ticket), UploadId }))
    } catch (error) {
      if (!isNoSuchUpload(error)) throw error
    }
  }

  close(): void {
    this.#client.destroy()
  }

  #target({ key }: Ticket): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: key }
  }
}

function isNoSuchUpload(error: unknown): boolean {
  return error instanceof S3ServiceException && error.name === 'NoSuchUpload'
}
