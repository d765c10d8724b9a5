import { createId } from './shared/createId.js'
import { Engine } from './uploader/Engine.js'
import type { StoredFile, Uploader, UploaderOptions } from './contract/types.js'
import { browserConnection } from './page/connection.js'
import { systemClock } from './page/systemClock.js'

export { isAbortError, isUploadError, UploadError } from './errors/UploadError.js'
export type { RetryAdvice, UploadErrorCode, UploadErrorInit } from './errors/UploadError.js'
export type * from './contract/ports.js'
export { canCancel, canPause, canRemove, canResume, canRetry, isResting } from './uploader/selectors.js'
export { createAnsweredServers } from './page/answeredServers.js'
export { createSlotPool } from './page/slots.js'
export type * from './contract/types.js'

/**
 * Makes an uploader: takes files in, inspects them, asks the backend for tickets, sends the bytes to storage and
 * confirms. Inert until the first `add`: no timer, listener or worker before, so it may be made on a server or in a
 * render.
 *
 * @throws {TypeError} when an option is wrong; the message names it. An unknown option causes one warning.
 * @example
 * const uploader = createUploader({ backend: createRestBackend({ url: '/api/uploads' }) })
 * uploader.add(input.files)
 * const { done, failed } = await uploader.whenSettled()
 */
export function createUploader<TFile extends StoredFile = StoredFile>(
  options: UploaderOptions<TFile>,
): Uploader<TFile> {
  const ports = { clock: systemClock, connection: browserConnection, createId, ...options.ports }
  return new Engine(options, ports, async () => {
    const { createBrowserRunner } = await import('./browserRunner.js')
    return (context) => createBrowserRunner(context, options, ports)
  })
}
