import type { RecoveryTexts } from './RecoveryTexts.js'

/** Brazilian Portuguese. */
export const ptBRRecovery: RecoveryTexts = {
  allow: (name) => `Permitir acesso a ${name}`,
  allowToContinue: 'Permita o acesso ao arquivo para continuar',
}
