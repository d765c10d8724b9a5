import { isAbortError } from '../shared/isAbortError.js'
import { codeForStatus } from './codeForStatus.js'
import { adviceByCode, type RetryAdvice, type UploadErrorCode } from './codes.js'
import { isUploadError } from './isUploadError.js'

/**
 * The code that stands for whatever an adapter threw: a plain error with a `status` is mapped, a failed `fetch` (a
 * TypeError) is an unreachable server.
 */
export function codeOf(thrown: unknown): UploadErrorCode {
  if (isUploadError(thrown)) return thrown.code
  const status = statusOf(thrown)
  if (status !== undefined) return codeForStatus(status)
  if (isAbortError(thrown) || isTimeoutError(thrown)) return 'server-timeout'
  const isFailedFetch = thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message)
  return isFailedFetch ? 'server-unreachable' : 'unknown'
}

/** When to try again after whatever an adapter threw. For code that makes no error of it, and so need not load the class. */
export function adviceOn(thrown: unknown): RetryAdvice {
  return isUploadError(thrown) ? thrown.retry : adviceByCode[codeOf(thrown)]
}

/** The HTTP status that an error carries. */
export function statusOf(thrown: unknown): number | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('status' in thrown)) return undefined
  return typeof thrown.status === 'number' ? thrown.status : undefined
}

/** A call that its adapter ended by itself, while nobody cancelled it, took too long for it. */
function isTimeoutError(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'name' in thrown && thrown.name === 'TimeoutError'
}
