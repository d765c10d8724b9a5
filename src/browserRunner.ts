import { createInspector } from './inspect/inspector.js'
import { browserPage } from './page/hostPage.js'
import { pageHeldKeys } from './page/heldKeys.js'
import { pageSlots } from './page/slots.js'
import { lazyCode } from './lazy/lazyCode.js'
import type { LazyCode } from './runner/lazy/LazyCode.js'
import type { CreatePersistence } from './runner/recovery/Persistence.js'
import { gathersConfirms, gathersTickets } from './runner/scheduling/gathersCalls.js'
import { UploadRunner } from './runner/UploadRunner.js'
import { guardOrigins } from './transfer/guardOrigins.js'
import { createTransport } from './transfer/transport.js'
import type { Ports } from './contract/ports/ports.js'
import type { StoredFile } from './contract/storedFile.js'
import type { UploaderOptions } from './contract/options.js'
import type { PagePorts } from './uploader/Engine.js'
import type { Runner, RunnerContext } from './uploader/Runner.js'

/** What is different in an app with recovery. */
interface RunnerParts<TFile extends StoredFile> {
  readonly lazyCode: LazyCode
  readonly createPersistence?: CreatePersistence<TFile> | undefined
}

/**
 * Creates the runner of an app in a browser. `createUploader` loads it with the first file.
 *
 * @param parts Default: those of an app without recovery.
 */
export function createRunner<TFile extends StoredFile>(
  context: RunnerContext<TFile>,
  { backend, createWorker, allowedOrigins, ports, prepare }: UploaderOptions<TFile>,
  pagePorts: PagePorts,
  parts: RunnerParts<TFile> = { lazyCode },
): Runner<TFile> {
  const {
    inspector = createInspector({ createWorker }),
    transport = createTransport(pagePorts),
    ...given
  } = ports ?? {}
  const allPorts: Ports = {
    page: browserPage,
    slots: pageSlots,
    heldKeys: pageHeldKeys,
    random: Math.random,
    ...given,
    ...pagePorts,
    inspector,
    transport: guardOrigins(transport, allowedOrigins),
  }
  // Already here, because `preload()` gets no further than this, and the first file should find everything loaded.
  if (gathersTickets(backend) || gathersConfirms(backend)) parts.lazyCode.loadGathering().catch(() => undefined)
  if (prepare) parts.lazyCode.loadPrepareFile().catch(() => undefined)
  return new UploadRunner(context, allPorts, parts.lazyCode, parts.createPersistence)
}
