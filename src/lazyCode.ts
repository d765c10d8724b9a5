import type { LazyCode, RareCode } from './runner/lazy/LazyCode.js'
import { loadChunk } from './shared/loading/loadChunk.js'

/** Kept, because even a repeated `import()` takes a task, and a page that is being left has none to spare. */
let rareCode: RareCode | undefined

/** An app with recovery starts with this code, and need not load it again. */
export function keepRareCode(code: RareCode): void {
  rareCode = code
}

/** Loads the code of the runner that does not come with the first file. */
export const lazyCode: LazyCode = {
  loadRareCode: async () => (rareCode ??= await loadChunk('code that few uploads need', () => import('./rareCode.js'))),
  loadGathering: async () => {
    const { Gathering } = await loadChunk('the code for calls for many', () => import('./gatheringCode.js'))
    return Gathering
  },
  loadSendParts: async () => {
    const { sendParts } = await loadChunk('the code for parts', () => import('./partsCode.js'))
    return sendParts
  },
}
