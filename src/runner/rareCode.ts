/**
 * What most uploads do without, in one chunk: it is loaded with the first upload that does not go as planned (a step
 * fails, an answer was lost, the accept list does not name the file's type, a file is picked again), and at once in an
 * app that has recovery.
 */
export { afterFailure } from './failure/afterFailure.js'
export { contradictsAccept } from './failure/contradictsAccept.js'
export { createPersistence } from './recovery/Persistence.js'
export { findLost } from './failure/findLost.js'
export { isSameFile } from './failure/isSameFile.js'
