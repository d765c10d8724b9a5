import type { Upload } from '../../../../contract/upload.js'
import type { Messages } from '../../../../locales/messages.js'
import { isAwaitingStorage } from './isAwaitingStorage.js'
import { measureProgress } from './measureProgress.js'
import { toPercent } from './toPercent.js'

/** How much of a file has been sent, in words. */
export interface SentText {
  /** '1.9 of 3.3 MB' */
  readonly bytes: string
  /** '58%' */
  readonly percent: string
}

/** Describes how much has been sent; null while that cannot be known, or is nothing or everything. */
export function describeSent(upload: Upload, { formatBytesOf, formatPercent }: Messages): SentText | null {
  const fraction = isPartlySent(upload) ? measureProgress(upload) : null
  if (fraction === null || upload.size === 0) return null
  return {
    bytes: formatBytesOf(upload.sentBytes, upload.size),
    percent: formatPercent(toPercent(fraction) / 100),
  }
}

function isPartlySent(upload: Upload): boolean {
  if (upload.status === 'sending') return !upload.isProgressHidden && !isAwaitingStorage(upload)
  return upload.status === 'paused' && upload.sentBytes > 0
}
