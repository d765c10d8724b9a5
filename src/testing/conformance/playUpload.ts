import { lazyCode } from '../../lazy/lazyCode.js'
import { Engine } from '../../uploader/Engine.js'
import type { Ports } from '../../contract/ports/ports.js'
import { UploadRunner } from '../../runner/UploadRunner.js'
import { createHeldKeys } from '../../page/heldKeys.js'
import { createAnsweredServers } from '../../page/answeredServers.js'
import { createSlotPool } from '../../page/slots.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Upload } from '../../contract/upload.js'
import type { Uploader } from '../../contract/uploader.js'
import { systemClock } from '../../page/systemClock.js'
import { createFakeConnection } from '../fakes/fakeConnection.js'
import { createFakeHostPage } from '../fakes/fakeHostPage.js'
import type { DigestAlgorithm } from '../../contract/fileFacts.js'
import { type Opened, openSubject, type Script } from './openSubject.js'
import { type RecordedStorage, recordStorage, type Sending } from './recordStorage.js'
import { inspectSample, sample, sampleFile } from './sample.js'
import type { Subject } from './Subject.js'

/** The real core, with the adapter and a recorder in place of storage. */
export interface Play<TFile extends StoredFile = StoredFile> extends Opened<TFile> {
  readonly uploader: Uploader<TFile>
  readonly storage: RecordedStorage
  /** The digests that the core asked for. */
  readonly digests: readonly (DigestAlgorithm | null)[]
  /** Everything that the core has made visible to the app. */
  readonly told: readonly unknown[]
  uploads(): readonly Upload<TFile>[]
}

/** Storage's default answer. */
export const stored: Sending = { kind: 'stored', receipt: { status: 200, etag: sample.md5.hex } }

const events = ['added', 'progressed', 'done', 'failed', 'cancelled', 'settled', 'callStarted', 'callEnded'] as const

export function startPlay<TFile extends StoredFile>(
  subject: Subject<TFile>,
  script: Script = {},
  becomes: Sending = stored,
  files: readonly File[] = [sampleFile()],
): Play<TFile> {
  const opened = openSubject(subject, script)
  const storage = recordStorage(becomes)
  const digests: (DigestAlgorithm | null)[] = []
  let ids = 0
  const ports: Ports = {
    inspector: {
      concurrency: 4,
      inspect: async (_, { digest }) => {
        digests.push(digest)
        return inspectSample(digest)
      },
      probe: async () => 'readable',
      dispose: () => undefined,
    },
    transport: storage,
    clock: systemClock,
    connection: createFakeConnection(),
    page: createFakeHostPage(),
    slots: createSlotPool(),
    servers: createAnsweredServers(),
    heldKeys: createHeldKeys(),
    // With full jitter, a random number of 0 means no wait.
    random: () => 0,
    createId: () => `id-${++ids}`,
  }
  const uploader = new Engine<TFile>(
    { backend: opened.backend },
    ports,
    () => (context) => new UploadRunner(context, ports, lazyCode),
  )
  const told: unknown[] = []
  for (const event of events) uploader.on(event, (said) => void told.push(said))
  uploader.add(files, { metadata: subject.api.metadata ?? {} })
  return { ...opened, uploader, storage, digests, told, uploads: () => uploader.getSnapshot().uploads }
}

/** Runs an upload until it is settled. */
export async function playUpload<TFile extends StoredFile>(
  ...play: Parameters<typeof startPlay<TFile>>
): Promise<Play<TFile>> {
  const started = startPlay(...play)
  await started.uploader.whenSettled()
  return started
}

/** Returns the only upload. */
export function only<TFile extends StoredFile>(play: Play<TFile>): Upload<TFile> {
  const [upload] = play.uploads()
  if (!upload) throw new Error('There is no upload.')
  return upload
}

/** Waits until a condition holds. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const endAt = Date.now() + 2_000
  while (!isSo()) {
    if (Date.now() > endAt) throw new Error(`Waited in vain: ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
