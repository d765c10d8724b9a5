import { PlainError } from '../../errors/PlainError.js'
import { findOtherTerm, type KnownBytes, type SignedPair } from '../../shared/storage/contradictions.js'

/**
 * Makes sure that a ticket was not signed for other bytes: storage would refuse the file only after it was sent.
 *
 * @param signed headers, form fields, or parameters of the URL
 * @throws {PlainError} 'answer-malformed'
 */
export function refuseOtherTerms(signed: readonly SignedPair[], bytes: KnownBytes): void {
  const detail = findOtherTerm(signed, bytes)
  if (detail !== null) throw new PlainError('answer-malformed', 'is-for-other-bytes', { detail })
}
