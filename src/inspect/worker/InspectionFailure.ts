import type { FailureCode, FailureData } from '../inspect.messages.js'
import { TimeLimitError } from '../../shared/loading/limitTime.js'
import { findReadError } from '../probe.js'

/** Thrown where bytes are read and hashed. The worker carries this small class instead of the page's `UploadError`. */
export class InspectionFailure extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, cause: unknown) {
    super(code, { cause })
    this.code = code
  }
}

/** Turns whatever was thrown into data that can be posted. */
export function toFailureData(thrown: unknown): FailureData {
  return thrown instanceof InspectionFailure
    ? { code: thrown.code, cause: describeCause(thrown.cause) }
    : { code: 'inspection-failed', cause: describeCause(thrown) }
}

/**
 * Finds out why a file could not be read. The error of a broken stream does not tell (some browsers throw a plain
 * TypeError), so this reads once more. If that works, the file is as it was and the medium failed.
 */
export async function explainReadFailure(file: Blob, cause: unknown): Promise<InspectionFailure> {
  // A medium that did not answer would keep the second read waiting just as long.
  if (cause instanceof TimeLimitError) return new InspectionFailure('file-unreadable', cause)
  const refusal = await findReadError(file)
  if (refusal === 'NotFoundError') return new InspectionFailure('file-missing', cause)
  if (refusal === 'NotReadableError') return new InspectionFailure('file-changed', cause)
  return new InspectionFailure('file-unreadable', cause)
}

/** What can be posted of whatever was thrown. */
export function describeCause(cause: unknown): FailureData['cause'] {
  return cause instanceof Error || cause instanceof DOMException
    ? { name: cause.name, message: cause.message }
    : { name: 'Error', message: String(cause) }
}
