import type { Inspector } from '../contract/ports/inspector.js'
import { heartbeatMs } from './limits.js'
import type { InspectEngine } from './pool/Channel.js'
import { InspectPool } from './pool/InspectPool.js'
import { loadWasm } from './pool/loadWasm.js'
import { type InspectSession, pageSession, startChannel } from './pool/startChannel.js'
import type { Hashing } from './worker/hash/hasher.js'

export interface InspectorOptions {
  /** The app's own way to start the worker, for bundlers, CDNs and content policies where its file is not found. */
  readonly createWorker?: (() => Worker) | undefined
  /**
   * How many workers there may be. Each may start another one, which reads a large file for it.
   * @default the number of cores, at most 4
   */
  readonly maxWorkers?: number
  /**
   * How long a worker waits for more work before it is closed.
   * @default 5000
   */
  readonly idleMs?: number
  /**
   * How long a worker may take to answer before another way is tried.
   * @default 4000
   */
  readonly handshakeMs?: number
  /**
   * How often the page checks whether its workers still reply. A worker that misses ten checks is replaced.
   * @default 1000
   */
  readonly heartbeatMs?: number
  /**
   * What the page has learned about the ways to start a worker.
   * @default shared by all inspectors of the page
   */
  readonly session?: InspectSession
  /**
   * How the page hashes when it stands in for a worker.
   * @default what its content policy allows
   */
  readonly hashing?: Hashing
}

/** The inspector of browsers. */
export interface WorkerInspector extends Inspector {
  /** Where the work is done, for bug reports; null before the first file. */
  readonly engine: InspectEngine | null
}

/** Reads facts from files in Web Workers. Starts none before the first file, and closes idle ones. */
export function createInspector(options: InspectorOptions = {}): WorkerInspector {
  const { createWorker, hashing, handshakeMs = 4000, session = pageSession } = options
  return new InspectPool({
    maxWorkers: Math.min(4, Math.max(1, globalThis.navigator?.hardwareConcurrency ?? 1)),
    idleMs: 5000,
    heartbeatMs,
    ...options,
    startChannel: (start) => startChannel({ createWorker, hashing, handshakeMs, session, ...start }),
    loadWasm,
    isWayKnown: () => session.engine !== null,
  })
}
