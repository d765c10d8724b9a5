import type { UploadError } from './UploadError.js'

/** Unlike `instanceof`, the brand is the same in every copy of the package. */
export const brand: unique symbol = Symbol.for('coatcheck.UploadError') as never

/** Whether a value is an {@link UploadError}, also one from another copy of the package. */
export function isUploadError(value: unknown): value is UploadError {
  return typeof value === 'object' && value !== null && brand in value
}
