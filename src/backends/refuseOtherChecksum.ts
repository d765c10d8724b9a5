import { UploadError } from '../core/errors.js'
import type { TicketRequest } from '../core/types.js'

/**
 * A ticket that was signed for other bytes than these would be refused only after all of them were sent.
 * @param signed headers or form fields
 * @throws {UploadError} 'answer-malformed'
 */
export function refuseOtherChecksum(
  api: string,
  signed: readonly (readonly [name: string, value: string])[],
  { digest, name }: TicketRequest,
): void {
  const md5 = digest?.algorithm === 'md5' ? digest.base64 : undefined
  const isOther = signed.some(([field, value]) => field.toLowerCase() === 'content-md5' && value !== md5)
  if (isOther) throw new UploadError('answer-malformed', `${api}'s ticket for ${name} was signed for another checksum.`)
}
