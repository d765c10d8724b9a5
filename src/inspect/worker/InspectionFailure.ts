import type { FailureCode, FailureData } from '../inspect.messages.js'

/** Raised where bytes are read and hashed. Small on purpose: the worker carries it instead of the page's error class. */
export class InspectionFailure extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, cause: unknown) {
    super(code, { cause })
    this.code = code
  }
}

/** Whatever was thrown, as data. */
export function toFailureData(thrown: unknown): FailureData {
  return thrown instanceof InspectionFailure
    ? { code: thrown.code, cause: describe(thrown.cause) }
    : { code: 'inspection-failed', cause: describe(thrown) }
}

function describe(cause: unknown): FailureData['cause'] {
  return cause instanceof Error || cause instanceof DOMException
    ? { name: cause.name, message: cause.message }
    : { name: 'Error', message: String(cause) }
}
