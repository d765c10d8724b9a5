import type { RecoveryTexts } from './RecoveryTexts.js'

/** English. */
export const enRecovery: RecoveryTexts = {
  allow: (name) => `Allow access to ${name}`,
  allowToContinue: 'Allow access to the file to continue',
}
