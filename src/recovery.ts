export { createRecovery, type RecoveryStore } from './recovery/createRecovery.js'
export type { RecoveryOptions } from './recovery/options.js'
export type { UnavailableReason } from './recovery/unavailable.js'
