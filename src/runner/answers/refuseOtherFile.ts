import type { Digest } from '../../contract/fileFacts.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { PlainError } from '../../errors/PlainError.js'
import { contradiction, isDigestText, type KnownBytes } from '../../shared/storage/contradictions.js'

/**
 * Makes sure that the backend's file is the one that was picked, as far as its fields show. No byte is sent for it, so
 * nothing later would notice.
 * @throws {PlainError} 'answer-malformed'
 */
export function refuseOtherFile(file: StoredFile, bytes: KnownBytes): void {
  const why = describeOther(file, bytes)
  if (why !== null) throw new PlainError('answer-malformed', contradiction(`existing file for ${bytes.name} ${why}`))
}

/** How a file of the backend differs from these bytes; null if no field shows a difference. */
export function describeOther(file: StoredFile, { size, digest }: KnownBytes): string | null {
  if (Number.isFinite(file.size) && file.size !== size) return `has ${file.size} bytes and not ${size}`
  return digest && digestFields.some((field) => isOtherDigest(file, field, digest)) ? 'has another digest' : null
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
