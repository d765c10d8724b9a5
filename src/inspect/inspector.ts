import type { Inspector } from '../contract/ports/inspector.js'
import type { CreateHasher } from './worker/hash/hasher.js'
import { InspectPool } from './pool/InspectPool.js'
import { heartbeatMs as usualHeartbeatMs, smallFilesAtOnce } from './limits.js'
import type { InspectEngine } from './pool/Channel.js'
import { probe } from './worker/probe.js'
import { type InspectSession, pageSession, startChannel } from './pool/startChannel.js'

export interface InspectorOptions {
  /** The app's own way to start the worker, for bundlers, CDNs and policies where it cannot be found by itself. */
  readonly createWorker?: (() => Worker) | undefined
  /**
   * How many workers at the most.
   * @default the number of cores, 4 at the most
   */
  readonly maxWorkers?: number
  /**
   * How long a worker waits for more work before it ends.
   * @default 5000
   */
  readonly idleMs?: number
  /**
   * How long a worker may take to answer before another way is tried.
   * @default 4000
   */
  readonly handshakeMs?: number
  /**
   * How often the page looks whether its workers still speak; after ten times without a word one is replaced.
   * @default 1000
   */
  readonly heartbeatMs?: number
  /**
   * What the page learned of the ways to start a worker.
   * @default shared by all inspectors of the page
   */
  readonly session?: InspectSession
  /** Computes digests when the work has to be done on the page. */
  readonly createHasher?: CreateHasher
}

/** The inspector of browsers. */
export interface WorkerInspector extends Inspector {
  /** Where the work is done, for bug reports; null before there was any. */
  readonly engine: InspectEngine | null
}

/** Reads facts from files in Web Workers. Starts none before the first file, and ends those that have nothing to do. */
export function createInspector(options: InspectorOptions = {}): WorkerInspector {
  const { createWorker, createHasher, handshakeMs = 4000, idleMs = 5000, session = pageSession } = options
  const { heartbeatMs = usualHeartbeatMs } = options
  const maxWorkers = options.maxWorkers ?? Math.min(4, Math.max(1, globalThis.navigator?.hardwareConcurrency ?? 1))
  const pool = new InspectPool({
    maxWorkers,
    idleMs,
    heartbeatMs,
    startChannel: (signal, { onPage }) =>
      startChannel({ createWorker, createHasher, handshakeMs, session, signal, onPage }),
    isWayKnown: () => pool.engine !== null || session.engine !== null,
  })
  return {
    concurrency: maxWorkers * smallFilesAtOnce,
    get engine() {
      return pool.engine
    },
    inspect: (file, inspectOptions) => pool.inspect(file, inspectOptions),
    probe,
    dispose: () => pool.dispose(),
  }
}
