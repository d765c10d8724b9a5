import { hasName } from './hasName.js'
import { isAbortError } from '../shared/isAbortError.js'
import { isChunkError } from './isChunkError.js'
import { codeForStatus } from './codeForStatus.js'
import { adviceByCode, type RetryAdvice, type UploadErrorCode } from './codes.js'
import { isUploadError } from './isUploadError.js'
import { statusOf } from './statusOf.js'

/**
 * Returns the code for anything that an adapter may throw: an error with a `status` is mapped. A failed `fetch` (a
 * TypeError) means that the server cannot be reached, and so does code of the adapter that cannot be loaded.
 */
export function codeOf(thrown: unknown): UploadErrorCode {
  if (isUploadError(thrown)) return thrown.code
  const status = statusOf(thrown)
  if (status !== undefined) return codeForStatus(status)
  // The adapter's own time limit ended the call.
  if (isAbortError(thrown) || hasName(thrown, 'TimeoutError')) return 'server-timeout'
  const isFailedFetch = thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message)
  return isFailedFetch || isChunkError(thrown) ? 'server-unreachable' : 'unknown'
}

/** Returns the retry advice for anything that an adapter may throw. */
export function adviceOn(thrown: unknown): RetryAdvice {
  return isUploadError(thrown) ? thrown.retry : adviceByCode[codeOf(thrown)]
}
