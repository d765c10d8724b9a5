import { PlainError } from '../../errors/PlainError.js'
import type { OpenParts, RunningEntry } from '../../uploader/entry.js'
import { fitsInParts, planPartSize } from './planParts.js'
import type { MultipartTicket } from '../../contract/ticket.js'
import type { StoredFile } from '../../contract/storedFile.js'

/**
 * What is known of an upload in parts when its ticket comes.
 *
 * @param isFresh whether storage has nothing of the file under it yet
 * @throws {PlainError} 'ticket-unusable', 'too-large'
 */
export function openParts(
  { upload, run }: RunningEntry<StoredFile>,
  ticket: MultipartTicket,
  isFresh: boolean,
): OpenParts {
  const { backend } = run
  if (!backend.multipart) {
    const why = `The ticket for ${upload.name} wants parts, and the backend ${backend.name} has no calls for them.`
    throw new PlainError('ticket-unusable', why)
  }
  // Storage would refuse the last part after all others were sent.
  if (!fitsInParts(upload.size)) throw new PlainError('too-large', `${upload.name} is larger than storage can take.`)
  return {
    reference: ticket.reference,
    partSizeBytes: planPartSize(upload.size, ticket.partSizeBytes),
    partDigest: ticket.partDigest === undefined ? backend.digest : ticket.partDigest,
    stored: new Map(),
    isFresh,
    mostStored: 0,
    isJoining: false,
  }
}
