import { createId } from './shared/createId.js'
import { Engine } from './uploader/Engine.js'
import { pageHeldKeys } from './page/heldKeys.js'
import type { Ports } from './contract/ports.js'
import { pageServers } from './page/answeredServers.js'
import { pageSlots } from './page/slots.js'
import type { StoredFile, Uploader, UploaderOptions } from './contract/types.js'
import { createInspector } from './inspect/inspector.js'
import { browserPage } from './page/hostPage.js'
import { browserConnection } from './page/connection.js'
import { systemClock } from './page/systemClock.js'
import { createTransport } from './transfer/transport.js'

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
  return new Engine(options, { ...browserPorts(options.createWorker), ...options.ports })
}

function browserPorts(createWorker: (() => Worker) | undefined): Ports {
  const clock = systemClock
  return {
    inspector: createInspector(createWorker ? { createWorker } : {}),
    transport: createTransport({ clock }),
    clock,
    connection: browserConnection,
    page: browserPage,
    slots: pageSlots,
    servers: pageServers,
    heldKeys: pageHeldKeys,
    random: Math.random,
    createId,
  }
}
