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
 * Says how a ticket shows that it was signed for other bytes, which storage would refuse only after they were sent; null
 * if it does not.
 *
 * @param signed headers, form fields, or parameters of the URL
 */
export function describeOtherTerms(signed: readonly SignedPair[], { name, size, digest }: KnownBytes): string | null {
  for (const [field, value] of signed) {
    const term = field.toLowerCase()
    const isOtherLength = term === 'content-length' && /^\d+$/.test(value.trim()) && Number(value) !== size
    if (isOtherLength) return contradiction(`ticket for ${name} was signed for another size`)
    const signedDigest = readDigest(term, value.trim())
    if (digest && signedDigest?.algorithm === digest.algorithm && !isDigestText(signedDigest.text, digest)) {
      return contradiction(`ticket for ${name} was signed for another checksum`)
    }
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

/** The sentence about a backend whose answers do not fit together. */
export function contradiction(what: string): string {
  return `The backend contradicts itself: its ${what}.`
}
