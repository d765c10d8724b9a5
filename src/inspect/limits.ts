/** Up to here a file is read in one go, and several may be in flight. */
export const smallFileBytes: number = 1024 * 1024

/** So many small ones hide each other's waiting for the disk; more would only keep memory busy. */
export const smallFilesAtOnce: number = 6
