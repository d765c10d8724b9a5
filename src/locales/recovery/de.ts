import type { RecoveryTexts } from './RecoveryTexts.js'

/** German. */
export const deRecovery: RecoveryTexts = {
  allow: (name) => `Zugriff auf ${name} erlauben`,
  allowToContinue: 'Zugriff auf die Datei zum Fortsetzen erlauben',
}
