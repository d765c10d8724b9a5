import type { LazyCode, RareCode } from '../runner/lazy/LazyCode.js'
import { loadChunk } from '../shared/loading/loadChunk.js'

/** Kept, because even a repeated `import()` takes a task, and a page that is being left has none to spare. */
let rareCode: RareCode | undefined

/** Loads the code of the runner that does not come with the first file. */
export const lazyCode: LazyCode = {
  loadRareCode: async () =>
    (rareCode ??= (await loadChunk('the code for failures', () => import('./rareCode.js'))).rareCode),
  loadGathering: async () =>
    (await loadChunk('the code for calls for many', () => import('./gatheringCode.js'))).Gathering,
  loadSendParts: async () => (await loadChunk('the code for parts', () => import('./partsCode.js'))).sendParts,
  loadPrepareFile: async () => (await loadChunk('the code to prepare', () => import('./prepareCode.js'))).prepareFile,
}
