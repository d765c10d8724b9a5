import type { RecoveryTexts } from './RecoveryTexts.js'

/** French. */
export const frRecovery: RecoveryTexts = {
  allow: (name) => `Autoriser l’accès à ${name}`,
  allowToContinue: 'Autorisez l’accès au fichier pour continuer',
}
