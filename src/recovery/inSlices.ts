/** Processes slices one after another, so neither a transaction nor a task grows with the number of files. */
export async function inSlices<T>(
  all: readonly T[],
  size: number,
  work: (slice: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < all.length; at += size) await work(all.slice(at, at + size))
}
