const sizes = new WeakMap<File, number>()

/** Returns the size of a file in bytes. It is read once, because the browser accesses the disk and blocks the page. */
export function sizeOf(file: File): number {
  const known = sizes.get(file)
  if (known !== undefined) return known
  const { size } = file
  sizes.set(file, size)
  return size
}

/** Whether the size is known without accessing the disk. */
export function isSizeKnown(file: File): boolean {
  return sizes.has(file)
}
