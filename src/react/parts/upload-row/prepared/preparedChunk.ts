import { type Chunk, createChunk } from '../../../shared/useChunk.js'
import type * as Prepared from './Prepared.js'

/** The words for what `prepare` did, which are loaded with the first file that it changed. */
export const preparedChunk: Chunk<typeof Prepared> = createChunk(() => import('./Prepared.js'))
