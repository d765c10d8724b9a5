import type { RecoveryTexts } from './RecoveryTexts.js'

/** Hebrew. */
export const heRecovery: RecoveryTexts = {
  allow: (name) => `מתן גישה אל \u2068${name}\u2069`,
  allowToContinue: 'כדי להמשיך יש לאפשר גישה לקובץ',
}
