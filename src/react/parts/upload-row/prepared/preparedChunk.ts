import { createChunk } from '../../../shared/useChunk.js'

/** The words for what `prepare` did, which are loaded with the first file that it changed. */
export const preparedChunk: ReturnType<typeof createChunk<typeof import('./Prepared.js')>> = createChunk(
  () => import('./Prepared.js'),
)
