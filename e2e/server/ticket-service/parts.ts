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

/** A part that storage has. */
export interface StoredPart {
  readonly number: number
  /** bytes */
  readonly size: number
  /** without quotes */
  readonly etag: string
}

const mebibyte = 1024 ** 2
const mostParts = 10_000

/** The size of a file's parts: whole mebibytes, and never more parts than S3 takes. */
export function partSizeFor(sizeBytes: number, wishedBytes: number): number {
  return Math.max(wishedBytes, Math.ceil(sizeBytes / mostParts / mebibyte) * mebibyte)
}

/** S3's multipart uploads, one to a ticket. Upload ids never leave the server. */
export class Parts {
  readonly #database: DatabaseSync
  readonly #client: S3Client
  readonly #bucket: string

  constructor(database: DatabaseSync, storage: Storage) {
    this.#database = database
    this.#client = createStorageClient(storage)
    this.#bucket = storage.bucket
  }

  /** The upload that a ticket has open at storage, begun if there is none yet. */
  async open(ticket: Ticket): Promise<string> {
    const known = this.find(ticket)
    if (known !== undefined && (await this.list(ticket))) return known
    const { UploadId = '' } = await this.#client.send(
      new CreateMultipartUploadCommand({ ...this.#target(ticket), ContentType: ticket.announced.type }),
    )
    this.#database.prepare('insert or replace into parts (ticket_id, upload_id) values (?, ?)').run(ticket.id, UploadId)
    return UploadId
  }

  /** The id of the upload that was begun for a ticket, whatever became of it. */
  find({ id }: Ticket): string | undefined {
    const row = this.#database.prepare('select upload_id from parts where ticket_id = ?').get(id)
    return row && String(row['upload_id'])
  }

  /** What storage has of it; null: it knows no such upload, or not any more. */
  async list(ticket: Ticket): Promise<readonly StoredPart[] | null> {
    const UploadId = this.find(ticket)
    if (UploadId === undefined) return null
    const upload = { ...this.#target(ticket), UploadId }
    const parts: StoredPart[] = []
    try {
      // Not the SDK's paginator, which goes on for ever: MinIO names a next page even after the last.
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

  /** Has storage join the parts. */
  async complete(ticket: Ticket, parts: readonly Pick<StoredPart, 'number' | 'etag'>[]): Promise<void> {
    const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` }))
    const UploadId = this.find(ticket)
    const upload = { ...this.#target(ticket), UploadId, MultipartUpload: { Parts } }
    await this.#client.send(new CompleteMultipartUploadCommand(upload))
  }

  /** Frees what storage has of it. */
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
