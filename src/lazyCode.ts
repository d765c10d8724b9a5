import type { LazyCode, RareCode } from './runner/LazyCode.js'

/** Kept, because even a repeated `import()` takes a task, and a page that is being left has none to spare. */
let rareCode: RareCode | undefined

/** Loads the code of the runner that does not come with the first file. */
export const lazyCode: LazyCode = {
  rare: async () => (rareCode ??= await import('./rareCode.js')),
  sendParts: async () => (await import('./runner/multipart/sendParts.js')).sendParts,
}
