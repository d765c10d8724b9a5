import { UploadError } from '../../errors/UploadError.js'
import type { Job } from '../job.js'
import { fitsInParts, planPartSize } from './planParts.js'
import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import type { Json } from '../../contract/json.js'
import type { MultipartTicket } from '../../contract/ticket.js'
import type { StoredFile } from '../../contract/storedFile.js'

/** A multipart upload that storage has open for a file. Lives on while it is paused, fails, or the page is reloaded. */
export interface HeldParts {
  readonly reference: Json
  /** bytes */
  readonly partSizeBytes: number
  readonly partDigest: DigestAlgorithm | null
  /** What storage has, by number. An ETag is null where CORS hid it. */
  readonly stored: ReadonlyMap<number, string | null>
  /** Nothing has been sent yet, so there is nothing to ask for. */
  readonly isFresh: boolean
  /** How many parts storage had at most: only more is progress. */
  readonly mostStored: number
  /** Storage was asked to make one object of them. */
  readonly isJoining: boolean
}

/**
 * Takes a ticket of parts in hand.
 *
 * @param isFresh whether storage has nothing of the file under it yet
 * @throws {UploadError} 'ticket-unusable', 'too-large'
 */
export function holdParts(job: Job<StoredFile>, ticket: MultipartTicket, isFresh: boolean): HeldParts {
  const { backend, facts } = job
  if (!backend.multipart) {
    const why = `The ticket for ${facts.name} wants parts, and the backend ${backend.name} has no calls for them.`
    throw new UploadError('ticket-unusable', why)
  }
  if (!fitsInParts(facts.size)) throw new UploadError('too-large', `${facts.name} is larger than storage can take.`)
  return {
    reference: ticket.reference,
    partSizeBytes: planPartSize(facts.size, ticket.partSizeBytes),
    partDigest: ticket.partDigest === undefined ? backend.digest : ticket.partDigest,
    stored: new Map(),
    isFresh,
    mostStored: 0,
    isJoining: false,
  }
}
