import type { Receipt } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { PlainError } from '../../errors/PlainError.js'
import type { UploadableEntry } from '../../uploader/entry.js'

/**
 * Makes sure that storage took what was sent, as far as its answer tells.
 * @throws {PlainError} 'etag-hidden', 'bytes-damaged'
 */
export function checkReceipt(entry: UploadableEntry<StoredFile>, receipt: Receipt): Receipt {
  if (receipt.etag === null && entry.run.backend.needsEtag) {
    throw new PlainError('etag-hidden', 'hides-its-etag')
  }
  if (compareContent(entry, receipt) !== 'different') return receipt
  throw new PlainError('bytes-damaged', 'holds-other-bytes')
}

/** Whether the ETag proves that storage has the bytes that were inspected. */
export function provesContent(entry: UploadableEntry<StoredFile>, receipt: Receipt): boolean {
  return compareContent(entry, receipt) === 'same'
}

function compareContent({ run }: UploadableEntry<StoredFile>, { etag }: Receipt): 'same' | 'different' | 'unknown' {
  const digest = run.inspection?.digest
  if (!run.backend.etagIsMd5 || digest?.algorithm !== 'md5' || !/^[\da-f]{32}$/i.test(etag ?? '')) return 'unknown'
  return etag?.toLowerCase() === digest.hex ? 'same' : 'different'
}
