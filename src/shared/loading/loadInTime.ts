import { limitTime } from './limitTime.js'
import { loadChunk } from './loadChunk.js'
import { loadLimitMs } from './loadLimitMs.js'

/** Loads code as `loadChunk` does. It fails after a while, too, because something waits for the code. */
export function loadInTime<TModule>(what: string, load: () => Promise<TModule>): Promise<TModule> {
  return loadChunk(what, () => limitTime(load(), loadLimitMs))
}
