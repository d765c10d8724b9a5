import type { UploadErrorCode } from './codes.js'
import type { UploadErrorInit } from './UploadError.js'

/**
 * A failure as the code reports it that comes with the first file. `toUploadError` makes an `UploadError` of it, which
 * scrubs its texts and knows what to do about its code. That comes with the first failure, because most uploads do
 * without it.
 */
export class PlainError extends Error {
  readonly code: UploadErrorCode
  readonly init: UploadErrorInit | undefined

  constructor(code: UploadErrorCode, message: string, init?: UploadErrorInit) {
    super(message)
    this.code = code
    this.init = init
  }
}
