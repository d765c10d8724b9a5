import { createId } from './shared/createId.js'
import { Engine } from './uploader/Engine.js'
import type { StoredFile } from './contract/storedFile.js'
import type { Uploader } from './contract/uploader.js'
import type { UploaderOptions } from './contract/options.js'
import { browserConnection } from './page/connection.js'
import { systemClock } from './page/systemClock.js'

export { isAbortError } from './shared/isAbortError.js'
export { isUploadError, UploadError } from './errors/UploadError.js'
export type { RetryAdvice, UploadErrorCode } from './errors/codes.js'
export type { UploadErrorInit } from './errors/UploadError.js'
export { canCancel, canPause, canRemove, canResume, canRetry, isResting } from './uploader/selectors.js'
export { createAnsweredServers } from './page/answeredServers.js'
export { createSlotPool } from './page/slots.js'
export type * from './contract/backend.js'
export type * from './contract/events.js'
export type * from './contract/fileFacts.js'
export type * from './contract/json.js'
export type * from './contract/multipart.js'
export type * from './contract/options.js'
export type * from './contract/recovery.js'
export type * from './contract/restrictions.js'
export type * from './contract/step.js'
export type * from './contract/storedFile.js'
export type * from './contract/ticket.js'
export type * from './contract/upload.js'
export type * from './contract/uploader.js'
export type * from './contract/ports/heldKeys.js'
export type * from './contract/ports/inspector.js'
export type * from './contract/ports/page.js'
export type * from './contract/ports/ports.js'
export type * from './contract/ports/servers.js'
export type * from './contract/ports/slots.js'
export type * from './contract/ports/transport.js'

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
    // Engines that follow an older standard remember a failed import for as long as the page lives.
    if (!ports.connection.isOnline()) throw new Error('The code for uploads cannot be loaded without a connection.')
    const { createBrowserRunner } = await import('./browserRunner.js')
    return (context) => createBrowserRunner(context, options, ports)
  })
}
