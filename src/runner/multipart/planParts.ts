/** One part of a file, as S3 counts them: from 1. */
export interface Part {
  readonly number: number
  /** bytes, the first included, the last not */
  readonly start: number
  readonly end: number
}

const mebibyte = 1024 ** 2
const smallestPartBytes = 5 * mebibyte
const largestPartBytes = 5 * 1024 * mebibyte
const mostParts = 10_000

/**
 * The size of a file's parts: as the backend wishes, within what S3 takes.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
export function planPartSize(sizeBytes: number, wishedBytes: number): number {
  const least = Math.max(smallestPartBytes, Math.ceil(sizeBytes / mostParts))
  return Math.min(largestPartBytes, Math.max(least, Math.ceil(wishedBytes)))
}

/** Whether a file can be sent in parts at all. */
export function fitsInParts(sizeBytes: number): boolean {
  return sizeBytes <= mostParts * largestPartBytes
}

/** The parts of a file, without gap or overlap. An empty file is one empty part. */
export function planParts(sizeBytes: number, partSizeBytes: number): readonly Part[] {
  const count = Math.max(1, Math.ceil(sizeBytes / partSizeBytes))
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    start: index * partSizeBytes,
    end: Math.min(sizeBytes, (index + 1) * partSizeBytes),
  }))
}
