import { callSafely } from '../shared/Emitter.js'
import { loadAgainLater } from '../shared/loading/loadAgainLater.js'
import { loadWaitMs } from '../shared/loading/loadWaitMs.js'
import { createRun, freshCounters } from './entry.js'
import { factsOf } from './fileFacts.js'
import { enter, reduceCommand } from './reducer.js'
import { lacksFile } from './selectors.js'
import { validateFiles } from './validateFiles.js'

/**
 * Code of the page that the runner uses, too. It is passed in, because bundlers move what both would import to a chunk of
 * its own: each page would then load one file more, and the two compress worse than one.
 */
export interface SharedCode {
  readonly callSafely: typeof callSafely
  readonly createRun: typeof createRun
  readonly enter: typeof enter
  readonly factsOf: typeof factsOf
  readonly freshCounters: typeof freshCounters
  readonly lacksFile: typeof lacksFile
  readonly loadAgainLater: typeof loadAgainLater
  readonly loadWaitMs: typeof loadWaitMs
  readonly reduceCommand: typeof reduceCommand
  readonly validateFiles: typeof validateFiles
}

export const sharedCode: SharedCode = {
  callSafely,
  createRun,
  enter,
  factsOf,
  freshCounters,
  lacksFile,
  loadAgainLater,
  loadWaitMs,
  reduceCommand,
  validateFiles,
}
