import { parseUrl } from './parseUrl.js'
import { UploadError } from '../errors/UploadError.js'
import type { Digest } from '../contract/fileFacts.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { TicketAnswer } from '../contract/ticket.js'

/** What is known of the bytes that are to be sent. */
export interface KnownBytes {
  readonly name: string
  /** bytes */
  readonly size: number
  readonly digest?: Digest | undefined
}

type Pair = readonly [name: string, value: string]

/**
 * Makes sure that a ticket was not signed for other bytes: storage would refuse the file only after it was sent.
 *
 * @param signed headers, form fields, or parameters of the URL
 * @throws {UploadError} 'answer-malformed'
 */
export function refuseOtherTerms(signed: readonly Pair[], { name, size, digest }: KnownBytes): void {
  for (const [field, value] of signed) {
    const term = field.toLowerCase()
    const isOtherLength = term === 'content-length' && /^\d+$/.test(value.trim()) && Number(value) !== size
    if (isOtherLength) throw contradiction(`ticket for ${name} was signed for another size`)
    const signedDigest = readDigest(term, value.trim())
    if (digest && signedDigest?.algorithm === digest.algorithm && !isSame(signedDigest.text, digest)) {
      throw contradiction(`ticket for ${name} was signed for another checksum`)
    }
  }
}

/** What a ticket was signed for, as far as it shows. The length of a form is not the length of its file. */
export function signedPairs(answer: TicketAnswer): readonly Pair[] {
  if (answer.kind === 'post') return answer.fields
  if (answer.kind !== 'put') return []
  return [...Object.entries(answer.headers ?? {}), ...(parseUrl(answer.url)?.searchParams ?? [])]
}

/**
 * Makes sure that the backend's file is the one that was picked, as far as its fields show.
 * @throws {UploadError} 'answer-malformed'
 */
export function refuseOtherFile(file: StoredFile, bytes: KnownBytes): void {
  const why = describeOther(file, bytes)
  if (why !== null) throw contradiction(`existing file for ${bytes.name} ${why}`)
}

/** How a file of the backend's differs from these bytes; null where nothing shows a difference. */
export function describeOther(file: StoredFile, { size, digest }: KnownBytes): string | null {
  if (Number.isFinite(file.size) && file.size !== size) return `has ${file.size} bytes and not ${size}`
  return digest && digestFields.some((field) => isOtherDigest(file, field, digest)) ? 'has another digest' : null
}

/** The fields in which adapters give a file's digest, besides those of the contract. */
const digestFields = ['digest', 'checksum', 'md5', 'sha256'] as const

function isOtherDigest(file: StoredFile, field: (typeof digestFields)[number], digest: Digest): boolean {
  // The further fields are the adapter's own.
  const value = (file as Partial<Record<typeof field, unknown>>)[field]
  if (typeof value === 'string') return hasFormOf(value, digest) && !isSame(value, digest)
  if (typeof value !== 'object' || value === null || !('algorithm' in value)) return false
  const { algorithm, hex, base64 } = value as Partial<Record<keyof Digest, unknown>>
  return (
    algorithm === digest.algorithm &&
    [hex, base64].some((text) => typeof text === 'string' && hasFormOf(text, digest) && !isSame(text, digest))
  )
}

function hasFormOf(text: string, { hex, base64 }: Digest): boolean {
  return (
    (text.length === hex.length && /^[\da-f]+$/i.test(text)) || (text.length === base64.length && text.endsWith('='))
  )
}

function isSame(text: string, { hex, base64 }: Digest): boolean {
  return text === base64 || text.toLowerCase() === hex
}

function readDigest(term: string, value: string): { algorithm: Digest['algorithm']; text: string } | null {
  switch (term) {
    case 'content-md5':
      return { algorithm: 'md5', text: value }
    case 'x-amz-checksum-sha256':
      return { algorithm: 'sha-256', text: value }
    case 'x-amz-content-sha256':
      // It may also say that the payload is not signed.
      return /^[\da-f]{64}$/i.test(value) ? { algorithm: 'sha-256', text: value } : null
    case 'x-goog-hash': {
      const md5 = /\bmd5=([\w+/=]+)/.exec(value)?.[1]
      return md5 === undefined ? null : { algorithm: 'md5', text: md5 }
    }
    default:
      return null
  }
}

function contradiction(what: string): UploadError {
  return new UploadError('answer-malformed', `The backend contradicts itself: its ${what}.`)
}
