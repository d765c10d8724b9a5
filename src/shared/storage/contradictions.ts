import type { Digest } from '../../contract/fileFacts.js'

/** What is known of the bytes that are to be sent. */
export interface KnownBytes {
  readonly name: string
  /** bytes */
  readonly size: number
  readonly digest?: Digest | undefined
}

export type SignedPair = readonly [name: string, value: string]

/**
 * What shows that a ticket was signed for other bytes, which storage would refuse only after they were sent; null if
 * nothing does.
 *
 * @param signed headers, form fields, or parameters of the URL
 */
export function findOtherTerm(signed: readonly SignedPair[], { size, digest }: KnownBytes): 'size' | 'checksum' | null {
  for (const [field, value] of signed) {
    const term = field.toLowerCase()
    const isOtherLength = term === 'content-length' && /^\d+$/.test(value.trim()) && Number(value) !== size
    if (isOtherLength) return 'size'
    const signedDigest = readDigest(term, value.trim())
    const isComparable = digest && signedDigest?.algorithm === digest.algorithm
    if (isComparable && !isDigestText(signedDigest.text, digest)) return 'checksum'
  }
  return null
}

/** Whether a text is the digest, in whichever form. */
export function isDigestText(text: string, { hex, base64 }: Digest): boolean {
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
