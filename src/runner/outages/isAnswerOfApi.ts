import { isUploadError } from '../../errors/isUploadError.js'
import { statusOf } from '../../errors/statusOf.js'
import { isGatewayStatus } from './isGatewayStatus.js'

/** Whether what a call threw shows that the API is up: it answered, and no gateway did in its place. */
export function isAnswerOfApi(thrown: unknown): boolean {
  try {
    if (isUploadError(thrown) && thrown.code === 'backend-failed') return true
    const status = statusOf(thrown)
    return status !== undefined && !isGatewayStatus(status)
  } catch {
    // An adapter may throw what cannot even be read.
    return false
  }
}
