import type { StoredFile } from '../../contract/storedFile.js'
import { readRefusal, readSilence } from '../../errors/readStorage.js'
import { UploadError } from '../../errors/UploadError.js'
import type { UploadableEntry } from '../../uploader/entry.js'
import { toTicketRequest } from '../calls/toTicketRequest.js'
import type { NotStored } from '../sending/NotStored.js'

/** The error of an attempt after which storage is not known to have the bytes. */
export function readStorageFailure(entry: UploadableEntry<StoredFile>, { outcome }: NotStored): UploadError {
  const { upload, run } = entry
  switch (outcome.kind) {
    case 'refused': {
      const { refusal, retryAfterSeconds } = outcome
      return readRefusal(refusal, run.backend.readRefusal?.(refusal, toTicketRequest(entry)), retryAfterSeconds)
    }
    case 'no-answer':
      return readSilence(outcome, run.tries)
    default: {
      const why = `The ticket for ${upload.name} cannot be used. ${outcome.why}`
      return new UploadError('ticket-unusable', why, { step: 'sending' })
    }
  }
}
