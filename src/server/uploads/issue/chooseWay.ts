import { s3SinglePutBelowBytes } from '../../../shared/storage/s3SinglePutBelowBytes.js'
import { contentOf, type AnnouncedFile } from '../AnnouncedFile.js'
import type { SendWith } from '../profile/Profile.js'
import type { UploadService } from '../UploadService.js'

/** How a file is sent, and what follows from that. */
export interface Way {
  readonly sendWith: SendWith
  /** Whether the URL that will be signed can write the object more than once. */
  readonly isOverwritable: boolean
  /** Whether the protocol of the API has no place for `If-None-Match`. */
  readonly isUnconditional: boolean
  /** Whether storage verifies the digest, if there is one. */
  readonly isVerified: boolean
}

/**
 * @param wished by the caller or the profile
 * @param canOverwrite whether the URL has to do without the headers of S3, because the protocol of the API has no place for them
 */
export function chooseWay(
  { storage, terms }: UploadService,
  { size, digest }: AnnouncedFile,
  wished: SendWith | undefined,
  canOverwrite: boolean,
): Way {
  const { putDigests, postDigests, writesOnce } = storage.abilities
  const isLarge = size > terms.multipartAboveBytes && wished === undefined
  // There is no upload in parts without a byte.
  const needsParts = size >= s3SinglePutBelowBytes || ((isLarge || wished === 'multipart') && size > 0)
  const way = { isUnconditional: canOverwrite }
  if (needsParts) return { ...way, sendWith: 'multipart', isOverwritable: false, isVerified: false }
  const verified = wished === 'post' ? postDigests : putDigests
  const isVerified = digest !== undefined && !canOverwrite && verified.includes(digest.algorithm)
  if (wished === 'post') return { ...way, sendWith: 'post', isOverwritable: true, isVerified }
  return { ...way, sendWith: 'put', isOverwritable: canOverwrite || !writesOnce, isVerified }
}

/**
 * Identifies the bytes if their digest will be verified: by storage when they arrive, or by reading them. A digest that
 * nobody verifies must not let a client have the object of another file.
 */
export function verifiableContent({ terms }: UploadService, file: AnnouncedFile, { isVerified }: Way): string | null {
  return isVerified || file.size <= terms.hashUpToBytes ? contentOf(file) : null
}
