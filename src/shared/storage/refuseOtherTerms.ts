import { UploadError } from '../../errors/UploadError.js'
import { describeOtherTerms, type KnownBytes, type SignedPair } from './contradictions.js'

/**
 * Makes sure that an adapter's ticket was not signed for other bytes.
 *
 * @param signed headers, form fields, or parameters of the URL
 * @throws {UploadError} 'answer-malformed'
 */
export function refuseOtherTerms(signed: readonly SignedPair[], bytes: KnownBytes): void {
  const why = describeOtherTerms(signed, bytes)
  if (why !== null) throw new UploadError('answer-malformed', why)
}
