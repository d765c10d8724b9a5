import { createInspector } from './inspect/inspector.js'
import { browserPage } from './page/hostPage.js'
import { pageHeldKeys } from './page/heldKeys.js'
import { pageServers } from './page/answeredServers.js'
import { pageSlots } from './page/slots.js'
import type { RareCode } from './runner/LazyCode.js'
import { UploadRunner } from './runner/UploadRunner.js'
import { guardOrigins } from './transfer/guardOrigins.js'
import { createTransport } from './transfer/transport.js'
import type { Ports } from './contract/ports/ports.js'
import type { StoredFile } from './contract/storedFile.js'
import type { UploaderOptions } from './contract/options.js'
import type { PagePorts } from './uploader/Engine.js'
import type { Runner, RunnerContext } from './uploader/Runner.js'

/**
 * Everything that comes with the first file, put together for browsers. `createUploader` loads it.
 *
 * @param rareCode loaded beside this in an app with recovery, so that its first file waits for one round trip and not two
 */
export function createBrowserRunner<TFile extends StoredFile>(
  context: RunnerContext<TFile>,
  { createWorker, allowedOrigins, ports, recovery }: UploaderOptions<TFile>,
  pagePorts: PagePorts,
  rareCode: RareCode | undefined,
): Runner<TFile> {
  const {
    inspector = createInspector(createWorker ? { createWorker } : {}),
    transport = createTransport({ clock: pagePorts.clock }),
    ...given
  } = ports ?? {}
  const allPorts: Ports = {
    page: browserPage,
    slots: pageSlots,
    servers: pageServers,
    heldKeys: pageHeldKeys,
    random: Math.random,
    ...given,
    ...pagePorts,
    inspector,
    transport: guardOrigins(transport, allowedOrigins),
  }
  return new UploadRunner(context, allPorts, recovery && rareCode?.createPersistence(recovery))
}
