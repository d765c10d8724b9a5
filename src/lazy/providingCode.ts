// The code for failures is named for the same reason as the runner in `gatheringCode.ts`.
export { createRunner, parseRetryAfter, rareCode } from './rareCode.js'
export { openHandle } from '../runner/recovery/openHandle.js'
export { provideFile } from '../runner/recovery/provideFile.js'
