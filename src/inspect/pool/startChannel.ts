import { loadInTime } from '../../shared/loading/loadInTime.js'
import type { Hashing } from '../worker/hash/hasher.js'
import type { Channel, InspectEngine } from './Channel.js'
import { openWorkerChannel, WasmBlockedError } from './workerChannel.js'

/** What a page has learned about where it can inspect. */
export interface InspectSession {
  /** The way that led to a worker, `'main'` after none did, null before the first try. */
  engine: InspectEngine | null
  /** Whether the worker's file reported that it may not run WASM. */
  isWasmBlocked?: boolean
}

/** Shared by all inspectors of a page, so that each way that does not work is tried once. */
export const pageSession: InspectSession = { engine: null }

export interface StartOptions {
  readonly createWorker?: (() => Worker) | undefined
  readonly session: InspectSession
  /** How long a worker may take to answer. */
  readonly handshakeMs: number
  /** How the page hashes when it stands in for a worker. Default: what its content policy allows. */
  readonly hashing?: Hashing | undefined
  /** Skips the workers. */
  readonly onPage?: boolean
  readonly signal: AbortSignal
  /** Takes the channel to a worker that answered after the next way was tried. */
  readonly onLate: (channel: Channel) => void
}

/**
 * Opens a channel in the first way that works: the app's own worker, the worker's file, a blob with the same code, the
 * page. Rejects if the signal has fired before one of these ways is tried, or if not even the page's own code can be
 * loaded. If it fires while the way that works is tried, the channel is opened all the same, and the caller has to close it.
 */
export async function startChannel(options: StartOptions): Promise<Channel> {
  const { createWorker, session, signal, handshakeMs: timeoutMs, onPage } = options
  const onLate = (channel: Channel): void => {
    session.engine = channel.engine
    options.onLate(channel)
  }
  if (!onPage) {
    const handshake = { engine: 'worker', timeoutMs, signal } as const
    // The app's own worker is tried each time, and its engine is not kept: each uploader may have another function.
    const own = createWorker && (await attempt(() => openWorkerChannel(createWorker, { ...options, ...handshake })))
    if (own) return own
    signal.throwIfAborted()
    const isWorthTrying = session.engine === null || session.engine === 'worker'
    const open = (create: () => Worker): Promise<Channel> => openWorkerChannel(create, { ...handshake, onLate })
    const worker = isWorthTrying ? await attempt(() => openFile(open, session)) : null
    if (worker) {
      session.engine = 'worker'
      return worker
    }
    signal.throwIfAborted()
  }
  const { openOther } = await load(() => import('./otherWays.js'))
  return openOther({ ...options, onLate }, { openWorkerChannel, load })
}

function load<T>(start: () => Promise<T>): Promise<T> {
  return loadInTime('the code for inspection', start)
}

/** Browsers report a worker that cannot start in different ways, and all of them mean that the next way is tried. */
function attempt(open: () => Promise<Channel>): Promise<Channel | null> {
  return open().catch(() => null)
}

/** Each `new Worker(…)` is one literal expression, because bundlers find the worker's file by it. */
async function openFile(open: (create: () => Worker) => Promise<Channel>, session: InspectSession): Promise<Channel> {
  if (!session.isWasmBlocked) {
    try {
      return await open(() => new Worker(new URL('../worker/inspect.worker.js', import.meta.url), { type: 'module' }))
    } catch (error) {
      if (!(error instanceof WasmBlockedError)) throw error
      session.isWasmBlocked = true
    }
  }
  return open(() => new Worker(new URL('../worker/script.worker.js', import.meta.url), { type: 'module' }))
}
