import type { UploadError } from '../../errors/UploadError.js'

/**
 * A server stayed down for too long, so every upload that waits for it fails with the same error. It is no error
 * itself, because each upload derives its own.
 */
export class OutageTimeout {
  readonly error: UploadError

  constructor(error: UploadError) {
    this.error = error
  }
}
