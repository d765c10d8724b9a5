import type { AnnouncedFile } from '../../uploads/AnnouncedFile.js'
import type { FileRecord, PreviewRecord, Registration, UploadRecord, UploadState } from '../Records.js'
import { cleanJson } from './cleanText.js'

/** A row as a driver gives it. Drivers differ in bigint (string, number) and boolean (true, 1). */
export type Row = Readonly<Record<string, unknown>>

export const uploadColumns =
  'id, owner, profile, idempotency_key, object_key, content, announced, state, multipart_id, is_over_object, urls_expire_at, created_at'

/** The columns of a new upload. What it does not have yet is null. */
export const newUploadColumns =
  'id, owner, profile, idempotency_key, object_key, content, announced, size, state, is_over_object, is_ended, urls_expire_at, created_at'

export const fileColumns =
  'id, owner, profile, upload_id, idempotency_key, object_key, etag, content, name, alt, size, type, facts, previews, is_announced, created_at'

export function readUpload(row: Row): UploadRecord {
  return {
    id: text(row, 'id'),
    owner: text(row, 'owner'),
    profile: text(row, 'profile'),
    idempotencyKey: text(row, 'idempotency_key'),
    key: text(row, 'object_key'),
    content: textOrNull(row, 'content'),
    announced: JSON.parse(text(row, 'announced')) as AnnouncedFile,
    state: text(row, 'state') as UploadState,
    multipartId: textOrNull(row, 'multipart_id'),
    isOverObject: Boolean(row['is_over_object']),
    urlsExpireAtMs: number(row, 'urls_expire_at'),
    createdAtMs: number(row, 'created_at'),
  }
}

export function readFile(row: Row): FileRecord {
  return {
    id: text(row, 'id'),
    owner: text(row, 'owner'),
    profile: text(row, 'profile'),
    uploadId: text(row, 'upload_id'),
    idempotencyKey: text(row, 'idempotency_key'),
    objectKey: text(row, 'object_key'),
    etag: text(row, 'etag'),
    content: textOrNull(row, 'content'),
    name: text(row, 'name'),
    alt: textOrNull(row, 'alt'),
    size: number(row, 'size'),
    type: text(row, 'type'),
    ...(JSON.parse(text(row, 'facts')) as Facts),
    // They are recorded before they are written.
    previews: row['is_announced'] ? readPreviews(row) : [],
    createdAtMs: number(row, 'created_at'),
  }
}

/** What is in no column of its own, because nothing looks for it. */
type Facts = Pick<FileRecord, 'digest' | 'image' | 'video' | 'metadata'>

export function writeFacts({ digest, image, video, metadata }: Registration['file']): string {
  return cleanJson({ digest, image, video, metadata })
}

export function readPreviews(row: Row): readonly PreviewRecord[] {
  return JSON.parse(text(row, 'previews')) as PreviewRecord[]
}

export function text(row: Row, column: string): string {
  return row[column] as string
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] as string | null
}

export function number(row: Row, column: string): number {
  return Number(row[column])
}
