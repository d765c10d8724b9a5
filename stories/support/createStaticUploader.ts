import { computeTotals } from '../../src/uploader/selectors.ts'
import type { Rejection } from '../../src/contract/restrictions.ts'
import type { Snapshot, Upload } from '../../src/contract/upload.ts'
import type { Uploader } from '../../src/contract/uploader.ts'
import { createFakeBackend } from '../../src/testing/fakes/fakeBackend.ts'

const doNothing = (): void => {}

/** Creates an uploader that never changes, for stories that only show a state. */
export function createStaticUploader(uploads: readonly Upload[], rejections: readonly Rejection[] = []): Uploader {
  const totals = computeTotals(uploads, {
    batch: new Set(uploads.map(({ id }) => id)),
    progressBefore: 0,
    bytesPerSecond: uploads.some(({ status }) => status === 'sending') ? 2_400_000 : undefined,
  })
  const snapshot: Snapshot = { uploads, rejections, totals }
  const backend = createFakeBackend()
  return {
    add: () => ({ accepted: [], rejected: [] }),
    addStored: () => [],
    start: doNothing,
    pause: doNothing,
    resume: doNothing,
    cancel: doNothing,
    retry: doNothing,
    remove: doNothing,
    clear: () => [],
    dismiss: doNothing,
    preload: async () => {},
    recover: () => Promise.resolve([]),
    provideFile: () => Promise.resolve(false),
    whenSettled: () => Promise.resolve({ done: [], failed: [], cancelled: [], paused: [] }),
    subscribe: () => doNothing,
    getSnapshot: () => snapshot,
    getBackend: () => backend,
    getUpload: (id) => uploads.find((upload) => upload.id === id),
    on: () => doNothing,
    setOptions: doNothing,
    destroy: doNothing,
  }
}
