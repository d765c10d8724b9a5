import type { Clock } from '../../contract/ports/page.js'
import type { FileCondition, Inspection, Inspector } from '../../contract/ports/inspector.js'
import { untilAborted } from '../../shared/untilAborted.js'
import { wait } from './fakeClock.js'
import { fakeDigest } from './fakeDigest.js'
import { readFakeFile } from './fakeFile.js'

/** How the fake inspector behaves. */
export interface FakeInspectorOptions {
  /** @default 4 */
  readonly concurrency?: number
  /** How long one file takes, with progress halfway. @default 0 */
  readonly latencyMs?: number
  /** Returns the facts besides the digest. If it throws, the inspection fails. */
  readonly facts?: (file: File) => Omit<Inspection, 'digest'>
  /** @default () => 'readable' */
  readonly condition?: (file: File) => FileCondition
  /** Files on a drive that never answers. @default none */
  readonly stalls?: (file: File) => boolean
  readonly clock?: Clock
}

/** An {@link Inspector} with the files that it got. */
export interface FakeInspector extends Inspector {
  readonly inspected: readonly File[]
  readonly isDisposed: boolean
}

/** An {@link Inspector} without a worker. Its digests depend only on the content, but are not real ones. */
export function createFakeInspector(options: FakeInspectorOptions = {}): FakeInspector {
  const { concurrency = 4, latencyMs = 0, facts, condition = () => 'readable' as const, stalls, clock } = options
  const inspected: File[] = []
  let isDisposed = false
  return {
    concurrency,
    inspected,
    get isDisposed() {
      return isDisposed
    },
    async inspect(file, { digest, digestOnly = false, signal, onProgress, onStalled }) {
      signal.throwIfAborted()
      if (!digestOnly) inspected.push(file)
      if (stalls?.(file)) {
        onStalled?.()
        await untilAborted(new Promise<never>(() => undefined), signal)
      }
      if (latencyMs > 0) {
        await wait(latencyMs / 2, signal, clock)
        onProgress(Math.floor(file.size / 2))
        await wait(latencyMs / 2, signal, clock)
      }
      const found = (!digestOnly && facts?.(file)) || {}
      const bytes = digest ? await readFakeFile(file) : null
      signal.throwIfAborted()
      onProgress(file.size)
      return { ...found, ...(digest && bytes && { digest: fakeDigest(bytes, digest) }) }
    },
    probe: async (file) => condition(file),
    dispose() {
      isDisposed = true
    },
  }
}
