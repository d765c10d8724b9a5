import { createId } from './shared/createId.js'
import { Engine } from './uploader/Engine.js'
import type { StoredFile } from './contract/storedFile.js'
import type { Uploader } from './contract/uploader.js'
import type { UploaderOptions } from './contract/options.js'
import { browserConnection } from './page/connection.js'
import { systemClock } from './page/systemClock.js'
import { pageServers } from './page/answeredServers.js'
import { preloadCalls } from './uploader/preloadCalls.js'

/**
 * Creates an uploader, which inspects files, requests tickets from the backend, sends the bytes to storage and
 * confirms. It starts no timer, listener or worker before the first `add`, so it can be created on a server or during a
 * render.
 *
 * @throws {TypeError} if an option is wrong. The message names it. An unknown option causes one warning.
 * @example
 * const uploader = createUploader({ backend: createRestBackend({ url: '/api/uploads' }) })
 * uploader.add(input.files)
 * const { done, failed } = await uploader.whenSettled()
 */
export function createUploader<TFile extends StoredFile = StoredFile>(
  options: UploaderOptions<TFile>,
): Uploader<TFile> {
  const ports = { clock: systemClock, connection: browserConnection, servers: pageServers, createId, ...options.ports }
  return new Engine(options, ports, async () => {
    // JavaScript engines that follow an older standard remember a failed import for the lifetime of the page.
    if (!ports.connection.isOnline()) throw new Error('offline')
    preloadCalls(options.backend)
    const { createRunner } = await (options.recovery ? import('./lazy/rareCode.js') : import('./browserRunner.js'))
    return (context) => createRunner(context, options, ports)
  })
}
