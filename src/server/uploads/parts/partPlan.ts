const mebibyte = 1024 ** 2
/** S3 takes no more for one file. */
export const mostParts: number = 10_000

/** The part size for a file: whole mebibytes, and large enough to stay within S3's limit on the number of parts. */
export function partSizeFor(sizeBytes: number, wishedBytes: number): number {
  return Math.max(wishedBytes, Math.ceil(sizeBytes / mostParts / mebibyte) * mebibyte)
}

export function partCountOf(sizeBytes: number, wishedBytes: number): number {
  return Math.ceil(sizeBytes / partSizeFor(sizeBytes, wishedBytes))
}

/** Whether a file has such a part: all are of one size, and the last has the rest. */
export function fitsPlan(
  sizeBytes: number,
  wishedBytes: number,
  part: { readonly number: number; readonly size: number },
): boolean {
  const partSize = partSizeFor(sizeBytes, wishedBytes)
  const count = partCountOf(sizeBytes, wishedBytes)
  const isLast = part.number === count
  if (part.number < 1 || part.number > count) return false
  return part.size === (isLast ? sizeBytes - (count - 1) * partSize : partSize)
}
