import type { RecoveryTexts } from './RecoveryTexts.js'

/** Simplified Chinese. */
export const zhCNRecovery: RecoveryTexts = {
  allow: (name) => `允许访问 ${name}`,
  allowToContinue: '请允许访问文件以继续',
}
