import type { UploadRecord } from '../../contract/recovery.js'
import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Upload } from '../../contract/upload.js'
import type { SharedCode } from '../../uploader/sharedCode.js'

/** An upload that an earlier page left behind. It lacks its file where that could not be kept. */
export function createRecoveredUpload<TFile extends StoredFile>(
  record: UploadRecord,
  file: File | null,
  step: Step,
  { pickFacts }: SharedCode,
): Upload<TFile> {
  const { size, isPaused } = record
  const facts = pickFacts({ ...record, file })
  // What is stored can be confirmed without the file.
  const isWithout = file === null && step !== 'confirming'
  if (isWithout || isPaused) {
    return { ...facts, sentBytes: 0, attempt: 1, status: 'paused', by: isWithout ? 'file-missing' : 'user', at: step }
  }
  return { ...facts, sentBytes: step === 'confirming' ? size : 0, attempt: 1, status: 'queued', next: step }
}
