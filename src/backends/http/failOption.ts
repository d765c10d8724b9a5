import { UploadError } from '../../errors/UploadError.js'
import { logErrorOnce } from '../../shared/warnOnce.js'

/**
 * The error for an option of the app's that failed. Every file of a batch meets the same failure, and people only see a
 * general text for it, so the developer gets the reason in the console, once.
 */
export function failOption(
  option: 'headers' | 'fetch' | 'csrfToken',
  what: string,
  init: { readonly cause?: unknown },
): UploadError {
  const error = new UploadError('app-failed', `The option '${option}' ${what}.`, init)
  // The error describes its cause without secrets; the original may hold some.
  const cause = error.cause as { readonly name: string; readonly message: string } | undefined
  logErrorOnce(cause ? `${error.message} ${cause.name}: ${cause.message}` : error.message)
  return error
}
