import type { RecoveryTexts } from './RecoveryTexts.js'

/** Italian. */
export const itRecovery: RecoveryTexts = {
  allow: (name) => `Consenti l’accesso a ${name}`,
  allowToContinue: 'Consenti l’accesso al file per continuare',
}
