import type { Step } from '../contract/step.js'
import { codeOf } from './codeOf.js'
import type { UploadErrorCode } from './codes.js'
import { isUploadError } from './isUploadError.js'
import { PlainError } from './PlainError.js'
import { problems } from './problems.js'
import { statusOf } from './statusOf.js'
import { deriveError, UploadError } from './UploadError.js'

/**
 * Turns anything that an adapter or a step may throw into an {@link UploadError} of a step. An UploadError keeps its
 * fields.
 *
 * @param name the file, for the texts of our own errors
 */
export function toUploadError(thrown: unknown, step: Step, name: string = 'the file'): UploadError {
  try {
    return readThrown(thrown, step, name)
  } catch {
    // Even reading it may throw: a getter that throws, or an object without a prototype.
    return new UploadError('unknown', 'The adapter threw something that cannot be read.', { step })
  }
}

function readThrown(thrown: unknown, step: Step, name: string): UploadError {
  if (isUploadError(thrown)) return thrown.step === null ? deriveError(thrown, { step }) : thrown
  if (thrown instanceof PlainError) {
    const { detail, reasons = [], ...init } = thrown.init
    const text = problems[thrown.problem]({ name, detail, reasons })
    return new UploadError(thrown.code, text, { step, ...(reasons.length > 0 && { reasons }), ...init })
  }
  const code = codeOf(thrown)
  const status = statusOf(thrown)
  return new UploadError(code, describe(code, status), { step, cause: thrown, ...(status !== undefined && { status }) })
}

function describe(code: UploadErrorCode, status: number | undefined): string {
  if (status !== undefined) return `The backend answered with status ${status}.`
  if (code === 'server-timeout') return 'The backend took too long to answer.'
  if (code === 'server-unreachable') return 'The backend could not be reached.'
  return 'The adapter threw an error of an unknown kind.'
}
