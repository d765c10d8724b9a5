import type { RecoveryTexts } from './RecoveryTexts.js'

/** Spanish. */
export const esRecovery: RecoveryTexts = {
  allow: (name) => `Permitir el acceso a ${name}`,
  allowToContinue: 'Permite el acceso al archivo para continuar',
}
