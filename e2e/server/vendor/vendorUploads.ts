import { randomUUID } from 'node:crypto'
import type { FileRecord, UploadRecord } from '../../../src/server/records/Records.ts'
import { readAnnounced } from '../../../src/server/http/body/readFile.ts'
import type { AnnouncedFile } from '../../../src/server/uploads/AnnouncedFile.ts'
import { confirmUploads, type SentUpload } from '../../../src/server/uploads/confirm/confirmUploads.ts'
import type { Way } from '../../../src/server/uploads/issue/chooseWay.ts'
import { decideUploads } from '../../../src/server/uploads/issue/decideUploads.ts'
import { signUpload } from '../../../src/server/uploads/issue/signUpload.ts'
import type { UploadService } from '../../../src/server/uploads/UploadService.ts'

/** An upload that was recorded, and how its bytes are sent. */
export interface OpenedUpload {
  readonly upload: UploadRecord
  readonly way: Way
}

export interface OpenOptions {
  /** How the bytes are sent, if the vendor lets its client choose. @default 'put' */
  readonly sendWith?: 'put' | 'post'
  /** Whether only this server gets the URLs, so that they can have the headers of S3. @default false */
  readonly isBehindGate?: boolean
}

/**
 * Records a new upload in any case: the documents of vendors know no bytes that wait for their confirm, and name no
 * `If-None-Match`, so that a confirm has to copy them.
 * @throws {Refusal} if the file may not be sent
 */
export async function openUpload(
  service: UploadService,
  owner: string,
  file: AnnouncedFile,
  { sendWith, isBehindGate = false }: OpenOptions = {},
): Promise<OpenedUpload> {
  const [decision] = await decideUploads(service, {
    owner,
    profile: 'files',
    files: [{ ...readAnnounced(file), idempotencyKey: randomUUID() }],
    sendWith,
    reusesObjects: false,
    canOverwrite: !isBehindGate,
  })
  if (decision?.kind === 'send') return decision
  throw decision?.kind === 'refused' ? decision.refusal : new Error('A new upload was not opened.')
}

export interface DocumentedPut {
  readonly url: string
  /** With names as documents write them. */
  readonly headers: Readonly<Record<string, string>>
}

/** Signs a PUT with the headers that vendors document: the type and, if it was announced, the MD5. */
export async function signPut(service: UploadService, { upload, way }: OpenedUpload): Promise<DocumentedPut> {
  const signed = await signUpload(service, upload, way)
  if (signed.kind !== 'put') throw new Error(`A PUT was to be signed, not ${signed.kind}.`)
  const headers = Object.entries(signed.headers).map(([name, value]) => [documentedNames[name] ?? name, value])
  return { url: signed.url, headers: Object.fromEntries(headers) as Record<string, string> }
}

const documentedNames: Readonly<Record<string, string>> = {
  'content-type': 'Content-Type',
  'content-md5': 'Content-MD5',
}

/** @throws {Refusal} unless storage has what was announced */
export async function confirmUpload(service: UploadService, owner: string, sent: SentUpload): Promise<FileRecord> {
  const [confirmation] = await confirmUploads(service, owner, [sent])
  if (confirmation?.kind === 'confirmed') return confirmation.file
  throw confirmation?.refusal ?? new Error('A confirm was not answered.')
}

/** Finds a file among those with the same digest whose object is as it was when it was registered. */
export async function findKept(
  { storage }: UploadService,
  files: readonly FileRecord[],
): Promise<FileRecord | undefined> {
  for (const file of files) {
    if ((await storage.head(file.objectKey))?.etag === file.etag) return file
  }
  return undefined
}
