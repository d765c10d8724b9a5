import type { PlannedCall } from './callBackend.js'
import { UploadError } from '../errors/UploadError.js'
import type { Job } from './job.js'
import type { Failed, UploadBackend } from '../contract/backend.js'
import type { StoredFile } from '../contract/storedFile.js'

/** One upload's part in a gathered call. */
export interface Member<TFile extends StoredFile> {
  readonly job: Job<TFile>
  /** Fires when this one leaves the call. */
  readonly signal: AbortSignal
}

type GatheredTerms = Omit<PlannedCall<unknown>, 'call' | 'make' | 'onLate'>

/** The terms of one call for many: whom it is for, and a key of its own beside theirs. */
export function gatherTerms<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  members: readonly Member<TFile>[],
  idempotencyKey: string,
): GatheredTerms {
  return {
    uploadIds: members.map(({ job }) => job.id),
    backend,
    signal: whenAllAborted(members.map(({ signal }) => signal)),
    attempt: Math.max(...members.map(({ job }) => job.callAttempt)),
    idempotencyKey,
    idempotencyKeys: members.map(({ job }) => job.idempotencyKey),
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
