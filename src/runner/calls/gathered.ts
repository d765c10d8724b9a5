import type { PlannedCall } from './callBackend.js'
import { UploadError } from '../../errors/UploadError.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { Failed, UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'

type GatheredTerms<TFile extends StoredFile> = Omit<PlannedCall<unknown>, 'call' | 'make' | 'onLate' | 'backend'> & {
  readonly backend: UploadBackend<TFile>
}

/** The terms of one call for several uploads of one backend: whom it is for, and a key of its own beside theirs. */
export function gatherTerms<TFile extends StoredFile>(
  members: readonly ActiveUpload<TFile>[],
  idempotencyKey: string,
): GatheredTerms<TFile> {
  return {
    uploadIds: members.map(({ id }) => id),
    backend: (members[0] as ActiveUpload<TFile>).backend,
    signal: whenAllAborted(members.map(({ signal }) => signal)),
    attempt: Math.max(...members.map(({ run }) => run.callAttempt)),
    idempotencyKey,
    idempotencyKeys: members.map(({ run }) => run.idempotencyKey),
  }
}

/** A gathered call is called off when its last member is. */
function whenAllAborted(signals: readonly AbortSignal[]): AbortSignal {
  const all = new AbortController()
  let left = signals.length
  const onAbort = (): void => {
    left -= 1
    if (left === 0) all.abort()
  }
  for (const signal of signals) signal.addEventListener('abort', onAbort, { once: true })
  return all.signal
}

/**
 * Makes sure that there is one answer for each member.
 * @throws {UploadError} 'answer-malformed'
 */
export function checkCount(answers: unknown, expected: number): asserts answers is readonly unknown[] {
  if (Array.isArray(answers) && answers.length === expected) return
  const got = Array.isArray(answers) ? String(answers.length) : 'no list'
  throw new UploadError('answer-malformed', `${expected} answers were asked for, and ${got} came.`)
}

/** Whether one member failed while others did not. */
export function isFailed(answer: unknown): answer is Failed {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'failed'
}
