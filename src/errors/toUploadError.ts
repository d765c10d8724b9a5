import type { Step } from '../contract/step.js'
import { UploadError, isUploadError, deriveError } from './UploadError.js'
import { isAbortError } from '../shared/isAbortError.js'
import { codeForStatus } from './codeForStatus.js'

/**
 * Whatever an adapter threw, as an {@link UploadError} of a step: one of ours keeps its fields, a plain error with a
 * `status` is mapped, a failed `fetch` (a TypeError) is an unreachable server.
 */
export function toUploadError(thrown: unknown, step: Step): UploadError {
  try {
    return readThrown(thrown, step)
  } catch {
    // Not even looking at it goes well: a getter that throws, an object without a prototype.
    return new UploadError('unknown', 'The adapter raised something that cannot be read.', { step })
  }
}

function readThrown(thrown: unknown, step: Step): UploadError {
  if (isUploadError(thrown)) return thrown.step === null ? deriveError(thrown, { step }) : thrown
  const status = statusOf(thrown)
  if (status !== undefined) {
    return new UploadError(codeForStatus(status), `The backend answered with status ${status}.`, {
      status,
      step,
      cause: thrown,
    })
  }
  if (isAbortError(thrown) || isTimeoutError(thrown)) {
    return new UploadError('server-timeout', 'The backend took too long to answer.', { step, cause: thrown })
  }
  if (thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message)) {
    return new UploadError('server-unreachable', 'The backend could not be reached.', { step, cause: thrown })
  }
  return new UploadError('unknown', 'The adapter raised an error that says nothing of its kind.', {
    step,
    cause: thrown,
  })
}

/** A call that its adapter ended by itself, while nobody called it off, took too long for it. */
function isTimeoutError(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === 'TimeoutError'
}

function statusOf(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('status' in thrown)) return undefined
  return typeof thrown.status === 'number' ? thrown.status : undefined
}
