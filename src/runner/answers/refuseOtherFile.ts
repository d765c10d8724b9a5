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
  // The further fields are the adapter's own.
  const value = (file as Partial<Record<typeof field, unknown>>)[field]
  if (typeof value === 'string') return hasFormOf(value, digest) && !isDigestText(value, digest)
  if (typeof value !== 'object' || value === null || !('algorithm' in value)) return false
  const { algorithm, hex, base64 } = value as Partial<Record<keyof Digest, unknown>>
  return (
    algorithm === digest.algorithm &&
    [hex, base64].some((text) => typeof text === 'string' && hasFormOf(text, digest) && !isDigestText(text, digest))
  )
}

function hasFormOf(text: string, { hex, base64 }: Digest): boolean {
  return (
    (text.length === hex.length && /^[\da-f]+$/i.test(text)) || (text.length === base64.length && text.endsWith('='))
  )
}
