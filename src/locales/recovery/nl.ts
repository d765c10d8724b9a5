import type { RecoveryTexts } from './RecoveryTexts.js'

/** Dutch. */
export const nlRecovery: RecoveryTexts = {
  allow: (name) => `Toegang tot ${name} toestaan`,
  allowToContinue: 'Sta toegang tot het bestand toe om door te gaan',
}
