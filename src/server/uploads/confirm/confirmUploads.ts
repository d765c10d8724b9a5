import type { FileRecord, UploadRecord } from '../../records/Records.js'
import type { AnnouncedFile } from '../AnnouncedFile.js'
import { isSameFile } from '../issue/isSameUpload.js'
import { wrongType } from '../profile/enforceProfile.js'
import type { ObjectFacts } from '../../storage/ObjectStore.js'
import { StorageError } from '../../storage/StorageError.js'
import { Refusal, storageSilent, unknownTicket } from '../Refusal.js'
import type { UploadService } from '../UploadService.js'
import { endUpload } from '../endUpload.js'
import { memoize } from '../memoize.js'
import { announceFile } from './announceFile.js'
import { type ListPlace, takePlaces } from './listPlaces.js'
import { registerObject } from './registerObject.js'
import { verifyObject } from './verifyObject.js'

/** What a client says has been sent. */
export interface SentUpload {
  readonly reference: string
  /**
   * The file as the client describes it now; left out, it counts as described when the ticket was issued. Size, type and
   * digest must be those. The name and the metadata are never taken from here, because they have been checked before.
   */
  readonly file?: AnnouncedFile
  /** The ETag that the client got from storage; null if it got none. */
  readonly etag: string | null
}

export type Confirmation =
  | { readonly kind: 'confirmed'; readonly file: FileRecord }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/**
 * Verifies objects and registers them, each on its own. A repeated call answers the same files. Answers in the order of the
 * uploads.
 */
export async function confirmUploads(
  service: UploadService,
  owner: string,
  sent: readonly SentUpload[],
): Promise<readonly Confirmation[]> {
  const references = [...new Set(sent.map(({ reference }) => reference))]
  const uploads = new Map((await service.records.findUploads(owner, references)).map((upload) => [upload.id, upload]))
  const registered = [...uploads.values()].filter(({ state }) => state === 'registered').map(({ id }) => id)
  const files = registered.length === 0 ? [] : await service.records.findFilesByUpload(owner, registered)
  const fileByUpload = new Map(files.map((file) => [file.uploadId, file]))
  // The list has the order of the call, whichever object is verified first.
  const places = takePlaces(references)
  const answer = async (one: SentUpload): Promise<Confirmation> => {
    try {
      const upload = uploads.get(one.reference)
      // An upload has to be held against its profile, which another server with the same records may have.
      if (!upload || !service.profiles.has(upload.profile)) throw unknownTicket()
      const place = places.get(one.reference)
      return { kind: 'confirmed', file: fileByUpload.get(upload.id) ?? (await confirm(service, upload, one, place)) }
    } catch (error) {
      if (error instanceof Refusal) return { kind: 'refused', refusal: error }
      throw error
    }
  }
  // A call that names an upload a hundred times must not have its object read a hundred times.
  const answers = await Promise.allSettled(sent.map(memoize(answer, ({ reference }) => reference)))
  // If storage answers nothing at all, the whole call fails, and the client waits for storage.
  const isDown = answers.every(({ status }) => status === 'rejected')
  const told = new Set<StorageError>()
  const confirmations = answers.map((one): Confirmation => {
    if (one.status === 'fulfilled') return one.value
    if (isDown || !(one.reason instanceof StorageError)) throw one.reason
    told.add(one.reason)
    return { kind: 'refused', refusal: storageSilent() }
  })
  for (const error of told) service.hooks.onError(error, 'confirmFiles')
  return confirmations
}

/** @throws {Refusal} */
async function confirm(
  service: UploadService,
  upload: UploadRecord,
  { file, etag }: SentUpload,
  place: ListPlace | undefined,
): Promise<FileRecord> {
  if (upload.state === 'registered') throw deleted()
  if (upload.state === 'failed') throw ended()
  const { announced } = upload
  if (file && !isSameFile(announced, file)) {
    throw new Refusal(409, 'The ticket was for a different file.', { code: 'record-mismatch' })
  }
  try {
    const object = await findVerified(service, upload, etag)
    return await register(service, upload, object, describe(announced, file), place)
  } catch (error) {
    // A confirm that came first moves the object to its final key, so that this one finds nothing.
    const [first] = await service.records.findFilesByUpload(upload.owner, [upload.id])
    if (first) return first
    throw error
  }
}

/**
 * The object, if it is the one that was announced. If it is not and never will be, the upload ends.
 * @throws {Refusal}
 */
async function findVerified(service: UploadService, upload: UploadRecord, etag: string | null): Promise<ObjectFacts> {
  const found = await verifyObject(service, upload, { etag })
  switch (found.kind) {
    case 'verified':
      return found.object
    case 'missing':
      throw notVerified('Nothing has been stored under this ticket.')
    case 'other-etag':
      // The object may be right all the same, so it stays.
      throw notVerified('Storage has a different object.')
    default:
      await endUpload(service, upload)
      throw found.kind === 'refused'
        ? wrongType()
        : notVerified('The stored object is not the file that was announced.')
  }
}

async function register(
  service: UploadService,
  upload: UploadRecord,
  object: ObjectFacts,
  file: AnnouncedFile,
  place: ListPlace | undefined,
): Promise<FileRecord> {
  const record = await registerObject(service, upload, object, file, place)
  if (!record) throw ended()
  await announceFile(service, record)
  return record
}

/** What a page finds out about a picture may come after the ticket. */
function describe(announced: AnnouncedFile, now: AnnouncedFile | undefined): AnnouncedFile {
  const { image = announced.image, video = announced.video } = now ?? {}
  return { ...announced, ...(image && { image }), ...(video && { video }) }
}

function notVerified(message: string): Refusal {
  return new Refusal(409, message, { code: 'not-verified' })
}

function ended(): Refusal {
  return new Refusal(410, 'This ticket is no longer valid. Start the upload again.', { code: 'ticket-expired' })
}

/** With another code, the client would send the file again by itself. */
function deleted(): Refusal {
  return new Refusal(410, 'The file has been deleted.', { code: 'already-used' })
}
