import { createId } from './core/createId.js'
import { Engine } from './core/engine.js'
import { pageHeldKeys } from './core/heldKeys.js'
import type { Ports } from './core/ports.js'
import { pageServers } from './core/answeredServers.js'
import { pageSlots } from './core/slots.js'
import type { StoredFile, Uploader, UploaderOptions } from './core/types.js'
import { createInspector } from './inspect/inspector.js'
import { browserPage } from './transfer/hostPage.js'
import { browserConnection } from './transfer/online.js'
import { systemClock } from './transfer/systemClock.js'
import { createTransport } from './transfer/transport.js'

export { isAbortError, isUploadError, UploadError } from './core/errors.js'
export type { RetryAdvice, UploadErrorCode, UploadErrorInit } from './core/errors.js'
export type * from './core/ports.js'
export { canCancel, canPause, canRemove, canResume, canRetry, isResting } from './core/selectors.js'
export { createAnsweredServers } from './core/answeredServers.js'
export { createSlotPool } from './core/slots.js'
export type * from './core/types.js'

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
