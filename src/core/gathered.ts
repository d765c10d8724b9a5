import { UploadError } from './errors.js'
import type { Failed } from './types.js'

/** The signal of a gathered call: it is called off when its last member is. */
export function whenAllAborted(signals: readonly AbortSignal[]): AbortSignal {
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
