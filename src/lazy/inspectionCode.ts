// The runner is named for the same reason as in `gatheringCode.ts`.
export { createRunner } from '../browserRunner.js'
export { serveInspections } from '../inspect/worker/serveInspections.js'
