const sizes = new WeakMap<File, number>()

/** Returns the size of a file in bytes. It is read once, because the browser accesses the disk and blocks the page. */
export function sizeOf(file: File): number {
  if (!sizes.has(file)) sizes.set(file, file.size)
  // It is there now.
  return sizes.get(file) as number
}

/** Whether the size is known without accessing the disk. */
export function isSizeKnown(file: File): boolean {
  return sizes.has(file)
}
