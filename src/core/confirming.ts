import type { BackendCalls } from './calls.js'
import { isUploadError, UploadError } from './errors.js'
import { type Job, toStoredUpload } from './job.js'
import { checkStoredFile } from './tickets.js'
import type { StoredFile } from './types.js'

/** An API with no step of its own answers here too, from the reference. */
export async function confirmOne<TFile extends StoredFile>(
  job: Job<TFile>,
  calls: BackendCalls<TFile>,
  signal: AbortSignal,
): Promise<TFile> {
  const answer = await calls.run({
    call: 'confirm',
    uploadIds: [job.id],
    scope: job.backend.scope,
    signal,
    attempt: job.callAttempt,
    idempotencyKey: job.idempotencyKey,
    make: (context) => job.backend.confirm(toStoredUpload(job), context),
  })
  return checkConfirmed(job, answer)
}

/**
 * Makes sure that what was registered is what was sent.
 * @throws {UploadError} 'answer-malformed', 'record-mismatch'
 */
export function checkConfirmed<TFile extends StoredFile>(job: Job<TFile>, answer: unknown): TFile {
  const file = checkStoredFile<TFile>(answer)
  if (file.size === undefined || file.size === job.file.size) return file
  throw new UploadError(
    'record-mismatch',
    `The backend registered ${file.size} bytes for ${job.file.name}, which has ${job.file.size}.`,
    {
      step: 'confirming',
    },
  )
}

/** Whether the backend may have registered the file although its answer never came. */
export function isAmbiguous(error: unknown): boolean {
  return (
    isUploadError(error) &&
    (error.code === 'server-unreachable' || error.code === 'server-error' || error.code === 'server-timeout')
  )
}

/** What is left to the person when nobody can tell whether the file was registered. */
export function ambiguousConfirm(job: Job<StoredFile>, cause: unknown): UploadError {
  return new UploadError(
    'confirm-ambiguous',
    `${job.file.name} may be registered already: the backend's answer was lost.`,
    {
      step: 'confirming',
      cause,
    },
  )
}
