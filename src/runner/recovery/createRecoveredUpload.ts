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
  { enter }: SharedCode,
): Upload<TFile> {
  const { size, isPaused, picked } = record
  // Only the picked file is kept, not what `prepare` made of it. Storage has the latter, so the facts of the record hold.
  const kept = step === 'confirming' && picked ? null : file
  // A person looks for the file that was picked, and the row is to say so until another one is made of it again.
  const facts = { ...record, ...(step === 'inspecting' && picked), file: kept, sentBytes: 0, attempt: 1 }
  // What is stored can be confirmed without the file.
  const isWithout = file === null && step !== 'confirming'
  if (isWithout || isPaused) {
    return enter<TFile>(facts, { status: 'paused', by: isWithout ? 'file-missing' : 'user', at: step })
  }
  return enter<TFile>(facts, { status: 'queued', next: step }, { sentBytes: step === 'confirming' ? size : 0 })
}
