import { Engine } from '../../src/uploader/Engine.js'
import type { Ports } from '../../src/contract/ports/ports.js'
import { rareCode } from '../../src/lazy/rareCode.js'
import { createPersistence } from '../../src/runner/recovery/Persistence.js'
import { Gathering } from '../../src/runner/gathering/Gathering.js'
import { prepareFile } from '../../src/runner/file/prepareFile.js'
import { sendParts } from '../../src/runner/multipart/sendParts.js'
import type { LazyCode } from '../../src/runner/lazy/LazyCode.js'
import { UploadRunner } from '../../src/runner/UploadRunner.js'
import { guardOrigins } from '../../src/transfer/guardOrigins.js'
import type { CreateRunner } from '../../src/uploader/Runner.js'
import { createHeldKeys } from '../../src/page/heldKeys.js'
import { createAnsweredServers } from '../../src/page/answeredServers.js'
import { createSlotPool } from '../../src/page/slots.js'
import type { StoredFile } from '../../src/contract/storedFile.js'
import type { Upload } from '../../src/contract/upload.js'
import type { Uploader } from '../../src/contract/uploader.js'
import type { UploaderOptions } from '../../src/contract/options.js'
import { createFakeBackend, type FakeBackend, type FakeBackendOptions } from '../../src/testing/fakes/fakeBackend.js'
import { createFakeClock, type FakeClock } from '../../src/testing/fakes/fakeClock.js'
import { createFakeConnection, type FakeConnection } from '../../src/testing/fakes/fakeConnection.js'
import { createFakeHostPage, type FakeHostPage } from '../../src/testing/fakes/fakeHostPage.js'
import {
  createFakeInspector,
  type FakeInspector,
  type FakeInspectorOptions,
} from '../../src/testing/fakes/fakeInspector.js'
import { createPageLife } from './createPageLife.js'
import {
  createFakeTransport,
  type FakeTransport,
  type FakeTransportOptions,
} from '../../src/testing/fakes/fakeTransport.js'

export interface EngineSetup {
  readonly backend?: FakeBackendOptions
  readonly transport?: FakeTransportOptions
  readonly inspector?: FakeInspectorOptions
  readonly options?: Partial<UploaderOptions>
  /** Settles when the runner's code has loaded or failed to. Left out: the code is at hand. */
  readonly load?: () => Promise<void>
  /** Loads code of the runner. What is left out is at hand. */
  readonly lazyCode?: Partial<LazyCode>
  /** @default stands still between two advances, and its timers are never early */
  readonly clock?: FakeClock
  /** The previous page: this one has the same backend and storage, and creates different ids. */
  readonly before?: EngineUnderTest
}

/** An engine with fakes, and everything that it showed. */
export interface EngineUnderTest {
  readonly clock: FakeClock
  readonly backend: FakeBackend
  readonly transport: FakeTransport
  readonly inspector: FakeInspector
  readonly connection: FakeConnection
  readonly page: FakeHostPage
  readonly uploader: Uploader<StoredFile>
  /** The status of every row after each notification. */
  readonly statuses: readonly string[]
  readonly createId: () => string
  /** Ends the page at once. */
  readonly crash: () => void
}

const codeAtHand: LazyCode = {
  loadRareCode: async () => rareCode,
  loadSendParts: async () => sendParts,
  loadGathering: async () => Gathering,
  loadPrepareFile: async () => prepareFile,
}

/** An engine with its runner at hand, so that nothing has to be waited for before the first step. */
export function createEngine<TFile extends StoredFile>(
  options: UploaderOptions<TFile>,
  ports: Ports,
  load?: () => Promise<void>,
  lazyCode: Partial<LazyCode> = {},
): Engine<TFile> {
  const create: CreateRunner<TFile> = (context) => {
    const transport = guardOrigins(ports.transport, options.allowedOrigins)
    return new UploadRunner(
      context,
      { ...ports, transport },
      { ...codeAtHand, ...lazyCode },
      options.recovery && createPersistence(options.recovery),
    )
  }
  return new Engine(options, ports, () => (load ? load().then(() => create) : create))
}

/** An engine whose time stands still until the test lets it go on; jitter is always at its longest. */
export function setUpEngine(setup: EngineSetup = {}): EngineUnderTest {
  const { before } = setup
  const life = createPageLife()
  const clock = before?.clock ?? setup.clock ?? createFakeClock()
  const transport = before?.transport ?? createFakeTransport({ clock, ...setup.transport })
  const backend = before?.backend ?? createFakeBackend({ clock, storage: () => transport.objects, ...setup.backend })
  const inspector = createFakeInspector({ clock, ...setup.inspector })
  const connection = createFakeConnection()
  const page = createFakeHostPage()
  let ids = 0
  const createId = before?.createId ?? ((): string => `id-${(ids += 1)}`)
  const ports = {
    inspector,
    transport: life.guardTransport(transport),
    clock: life.guardClock(clock),
    connection,
    page,
    slots: createSlotPool(),
    servers: createAnsweredServers(),
    heldKeys: createHeldKeys(),
    random: () => 1,
    createId,
  }
  const uploader = createEngine(
    { backend: life.guardCalls(backend), ...setup.options },
    ports,
    setup.load,
    setup.lazyCode,
  )
  const statuses: string[] = []
  uploader.subscribe(() => {
    const line = uploader.getSnapshot().uploads.map(describeUpload).join(' ')
    if (statuses.at(-1) !== line) statuses.push(line)
  })
  const { crash } = life
  return { clock, backend, transport, inspector, connection, page, uploader, statuses, createId, crash }
}

function describeUpload(upload: Upload): string {
  return upload.status === 'queued' ? `queued:${upload.next}` : upload.status
}
