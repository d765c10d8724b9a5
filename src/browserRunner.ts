import { createInspector } from './inspect/inspector.js'
import { browserPage } from './page/hostPage.js'
import { pageHeldKeys } from './page/heldKeys.js'
import { pageServers } from './page/answeredServers.js'
import { pageSlots } from './page/slots.js'
import { UploadRunner } from './runner/UploadRunner.js'
import { guardOrigins } from './transfer/guardOrigins.js'
import { createTransport } from './transfer/transport.js'
import type { StoredFile } from './contract/storedFile.js'
import type { UploaderOptions } from './contract/options.js'
import type { PagePorts } from './uploader/Engine.js'
import type { Runner, RunnerContext } from './uploader/Runner.js'

/** Everything that comes with the first file, put together for browsers. `createUploader` loads it. */
export function createBrowserRunner<TFile extends StoredFile>(
  context: RunnerContext<TFile>,
  { createWorker, allowedOrigins, ports }: Pick<UploaderOptions<TFile>, 'createWorker' | 'allowedOrigins' | 'ports'>,
  pagePorts: PagePorts,
): Runner<TFile> {
  const {
    inspector = createInspector(createWorker ? { createWorker } : {}),
    transport = createTransport({ clock: pagePorts.clock }),
    ...given
  } = ports ?? {}
  return new UploadRunner(context, {
    page: browserPage,
    slots: pageSlots,
    servers: pageServers,
    heldKeys: pageHeldKeys,
    random: Math.random,
    ...given,
    ...pagePorts,
    inspector,
    transport: guardOrigins(transport, allowedOrigins),
  })
}
