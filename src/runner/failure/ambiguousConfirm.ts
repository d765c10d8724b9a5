import type { StoredFile } from '../../contract/storedFile.js'
import { UploadError } from '../../errors/UploadError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import type { UploadableEntry } from '../../uploader/entry.js'

// A confirm is *ambiguous* if nobody knows whether it registered the file. Confirming again might then make a second
// record, and abandoning might take away a file that the app has, so neither happens before that is cleared up.

/** The answer never came, or a gateway gave one in the backend's place. */
const lostCodes: ReadonlySet<UploadErrorCode> = new Set(['server-unreachable', 'server-error', 'server-timeout'])

/** The answer does not say whether the file is registered. */
const unclearCodes: ReadonlySet<UploadErrorCode> = new Set(['answer-malformed', 'record-mismatch', 'unknown'])

/** Whether the backend may have registered the file although the confirm failed. */
export function isAmbiguous({ code }: UploadError): boolean {
  return lostCodes.has(code) || unclearCodes.has(code)
}

/** What backends say to the second of two equal confirms, in their different ways. */
const repeatCodes: ReadonlySet<UploadErrorCode> = new Set([
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
export function mayRefuseRepeat({ code }: UploadError): boolean {
  return repeatCodes.has(code)
}

/**
 * Makes an error `confirm-ambiguous` if it leaves open whether the file is registered, so that a person decides instead
 * of a retry. Returns any other error as it is: where confirms may be repeated, or the refusal is clear, nothing is open.
 */
export function asAmbiguous(entry: UploadableEntry<StoredFile>, error: UploadError): UploadError {
  const saysNothing = lostCodes.has(error.code) || repeatCodes.has(error.code)
  const isOpen = error.step === 'confirming' && saysNothing && entry.run.mayBeRegistered
  return isOpen && entry.run.backend.confirmIsIdempotent !== true ? toAmbiguous(entry, error) : error
}

/**
 * The error of an upload that an earlier page left while it was confirming; null if the page can clear that up itself,
 * because the backend can be asked or takes a second confirm.
 */
export function findAmbiguity(entry: UploadableEntry<StoredFile>): UploadError | null {
  const { backend, mayBeRegistered } = entry.run
  return mayBeRegistered && backend.confirmIsIdempotent !== true && !backend.reconcile ? toAmbiguous(entry) : null
}

function toAmbiguous({ upload }: UploadableEntry<StoredFile>, cause?: UploadError): UploadError {
  const why = `${upload.name} may be registered already: the backend's answer was lost.`
  return new UploadError('confirm-ambiguous', why, { step: 'confirming', cause })
}
