import type { RecoveryTexts } from './RecoveryTexts.js'

/** Japanese. */
export const jaRecovery: RecoveryTexts = {
  allow: (name) => `${name} へのアクセスを許可`,
  allowToContinue: '続けるにはファイルへのアクセスを許可してください',
}
