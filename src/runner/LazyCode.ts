import type { sendParts } from './multipart/sendParts.js'
import type * as rareCode from './rareCode.js'

/** What is in the chunk of `rareCode.ts`. */
export type RareCode = typeof rareCode

/**
 * Code that is not loaded with the first file. Each member loads some of it, and a load that failed may be repeated. A
 * test passes in the code itself, and then need not wait for an import.
 */
export interface LazyCode {
  readonly rare: () => Promise<RareCode>
  readonly sendParts: () => Promise<typeof sendParts>
}

/** Kept, because even a repeated `import()` takes a task, and a page that is being left has none to spare. */
let loadedRareCode: RareCode | undefined

export const importedCode: LazyCode = {
  rare: async () => (loadedRareCode ??= await import('./rareCode.js')),
  sendParts: async () => (await import('./multipart/sendParts.js')).sendParts,
}
