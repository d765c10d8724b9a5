import type { RecoveryTexts } from './RecoveryTexts.js'

/** Arabic. */
export const arRecovery: RecoveryTexts = {
  allow: (name) => `السماح بالوصول إلى \u2068${name}\u2069`,
  allowToContinue: 'اسمح بالوصول إلى الملف للمتابعة',
}
