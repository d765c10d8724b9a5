import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { FailedUpload } from '../../contract/upload.js'
import type { UploadError } from '../../errors/UploadError.js'
import type { RunContext } from '../RunContext.js'

/** Fails an upload before it starts. */
export function refuse<TFile extends StoredFile>(
  id: string,
  at: Step,
  error: UploadError,
  { events, persistence, store }: RunContext<TFile>,
): void {
  if (error.retry.when === 'never') persistence?.forget(id)
  store.dispatch(id, { type: 'failed', at, error }, 'now')
  const upload = store.get(id)
  if (upload) events.emit('failed', { upload: upload as FailedUpload<TFile> })
}
