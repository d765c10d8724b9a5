const sizes = new WeakMap<File, number>()

/** The size of a file in bytes. It is read once, because a browser goes to the disk for it, and the page waits. */
export function sizeOf(file: File): number {
  const known = sizes.get(file)
  if (known !== undefined) return known
  const { size } = file
  sizes.set(file, size)
  return size
}

/** Whether the size can be told without a trip to the disk. */
export function isSizeKnown(file: File): boolean {
  return sizes.has(file)
}
