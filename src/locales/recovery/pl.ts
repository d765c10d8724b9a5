import type { RecoveryTexts } from './RecoveryTexts.js'

/** Polish. */
export const plRecovery: RecoveryTexts = {
  allow: (name) => `Zezwól na dostęp: ${name}`,
  allowToContinue: 'Zezwól na dostęp do pliku, aby kontynuować',
}
