import type { RecoveryTexts } from './RecoveryTexts.js'

/** Korean. */
export const koRecovery: RecoveryTexts = {
  allow: (name) => `${name} 접근 허용`,
  allowToContinue: '계속하려면 파일 접근을 허용하세요',
}
