import { isChunkError } from '../../errors/isChunkError.js'
import type { UploadErrorCode } from '../../errors/codes.js'
import type { UploadError } from '../../errors/UploadError.js'

/** The answer never came: the backend may have registered the file. */
export const lostCodes: ReadonlySet<UploadErrorCode> = new Set(['server-unreachable', 'server-error', 'server-timeout'])

/** The answer does not say whether the file is registered. */
const unclearCodes: ReadonlySet<UploadErrorCode> = new Set(['answer-malformed', 'record-mismatch', 'unknown'])

/** Whether the backend may have registered the file although the confirm failed. */
export function leavesUnclear({ code, cause }: UploadError): boolean {
  // A call whose code could not be loaded was never made.
  return !isChunkError(cause) && (lostCodes.has(code) || unclearCodes.has(code))
}
