/** One after the other, so that neither a transaction nor a task of the page grows with the number of files. */
export async function inSlices<T>(
  all: readonly T[],
  size: number,
  work: (slice: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < all.length; at += size) await work(all.slice(at, at + size))
}
