import type { DigestAlgorithm, ImageFacts, VideoFacts } from '../../contract/fileFacts.js'
import type { Metadata } from '../../contract/json.js'

/** What a client announces about a file before it sends it. Nothing of it is trusted until storage has confirmed it. */
export interface AnnouncedFile {
  readonly name: string
  /** bytes */
  readonly size: number
  /** MIME type, as the browser declares it. It is signed, so storage accepts no other. */
  readonly type: string
  readonly digest?: AnnouncedDigest
  readonly image?: ImageFacts
  readonly video?: VideoFacts
  readonly metadata: Metadata
}

/** The digest of a file's content. */
export interface AnnouncedDigest {
  readonly algorithm: DigestAlgorithm
  readonly base64: string
}

/**
 * Identifies the bytes: files of equal content may share one object. null if the file was not hashed, because then
 * nothing proves that two files are equal.
 */
export function contentOf({ digest, size, type }: AnnouncedFile): string | null {
  return digest ? `${digest.algorithm}:${digest.base64}:${size}:${type}` : null
}
