import type { Digest } from '../../contract/fileFacts.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { PlainError } from '../../errors/PlainError.js'
import { isDigestText, type KnownBytes } from '../../shared/storage/contradictions.js'

/**
 * Makes sure that the backend's file is the one that was picked, as far as its fields show. No byte is sent for it, so
 * nothing later would notice.
 * @throws {PlainError} 'answer-malformed'
 */
export function refuseOtherFile(file: StoredFile, bytes: KnownBytes): void {
  const detail = findDifference(file, bytes)
  if (detail !== null) throw new PlainError('answer-malformed', 'exists-with-others', { detail })
}

/** What shows that a file of the backend is another one; null if no field does. */
export function findDifference(file: StoredFile, { size, digest }: KnownBytes): 'size' | 'digest' | null {
  if (Number.isFinite(file.size) && file.size !== size) return 'size'
  return digest && digestFields.some((field) => isOtherDigest(file, field, digest)) ? 'digest' : null
}

/**
 * The fields in which APIs commonly give a file's digest. The contract has none, but a digest that is there can prove
 * that a backend has mixed up two files.
 */
const digestFields = ['digest', 'checksum', 'md5', 'sha256'] as const

function isOtherDigest(file: StoredFile, field: (typeof digestFields)[number], digest: Digest): boolean {
  // The further fields are the adapter's own: a text, a digest like ours, or anything else.
  const value = (file as Partial<Record<typeof field, Partial<Record<keyof Digest, unknown>> | null>>)[field]
  if (isOtherText(value, digest)) return true
  return value?.algorithm === digest.algorithm && [value.hex, value.base64].some((text) => isOtherText(text, digest))
}

/** Whether a value is a text in the form of a digest, and another one. */
function isOtherText(value: unknown, digest: Digest): boolean {
  if (typeof value !== 'string' || isDigestText(value, digest)) return false
  const { hex, base64 } = digest
  return (
    (value.length === hex.length && /^[\da-f]+$/i.test(value)) ||
    (value.length === base64.length && value.endsWith('='))
  )
}
