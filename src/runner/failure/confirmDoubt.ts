import type { StoredFile } from '../../contract/storedFile.js'
import { UploadError } from '../../errors/UploadError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import type { RunningEntry } from '../../uploader/entry.js'

/** The answer never came: the backend may have registered the file. */
const lostCodes: ReadonlySet<UploadErrorCode> = new Set(['server-unreachable', 'server-error', 'server-timeout'])

/** The answer does not say whether the file is registered. */
const unclearCodes: ReadonlySet<UploadErrorCode> = new Set(['answer-malformed', 'record-mismatch', 'unknown'])

/** Whether the backend may have registered the file although the confirm failed. */
export function leavesUnclear({ code }: UploadError): boolean {
  return lostCodes.has(code) || unclearCodes.has(code)
}

/** The codes of refusals that the second of two equal confirms gets. */
const secondCodes: ReadonlySet<UploadErrorCode> = new Set([
  'already-used',
  'forbidden',
  'not-verified',
  'request-invalid',
  'not-found',
  'backend-failed',
])

/**
 * Whether a backend may say this of a ticket that has done its work. If a connection breaks before the answer, a
 * browser repeats the request by itself: what is refused then is the second of two, and the first has registered the
 * file.
 */
export function mayBeSecond({ code }: UploadError): boolean {
  return secondCodes.has(code)
}

/** Returns an error that says so if it leaves open whether the file is registered, and otherwise the same error. */
export function nameDoubt(entry: RunningEntry<StoredFile>, error: UploadError): UploadError {
  const saysNothing = lostCodes.has(error.code) || secondCodes.has(error.code)
  const isDoubtful = error.step === 'confirming' && saysNothing && entry.run.mayBeRegistered
  return isDoubtful && entry.run.backend.confirmIsIdempotent !== true ? toDoubt(entry, error) : error
}

/** What a person has to decide on: nothing can be asked, and a second confirm might make a second record. */
export function doubtAbout(entry: RunningEntry<StoredFile>): UploadError | null {
  const { backend, mayBeRegistered } = entry.run
  return mayBeRegistered && backend.confirmIsIdempotent !== true && !backend.reconcile ? toDoubt(entry) : null
}

function toDoubt({ upload }: RunningEntry<StoredFile>, cause?: UploadError): UploadError {
  const why = `${upload.name} may be registered already: the backend's answer was lost.`
  return new UploadError('confirm-ambiguous', why, { step: 'confirming', cause })
}
