import { UploadError } from '../../errors/UploadError.js'
import { findOtherTerm, type KnownBytes, type SignedPair } from './contradictions.js'

/**
 * Makes sure that an adapter's ticket was not signed for other bytes.
 *
 * @param signed headers, form fields, or parameters of the URL
 * @throws {UploadError} 'answer-malformed'
 */
export function refuseOtherTerms(signed: readonly SignedPair[], bytes: KnownBytes): void {
  const other = findOtherTerm(signed, bytes)
  if (other === null) return
  const why = `The backend contradicts itself: its ticket for ${bytes.name} was signed for another ${other}.`
  throw new UploadError('answer-malformed', why)
}
