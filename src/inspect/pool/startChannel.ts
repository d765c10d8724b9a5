import { loadChunk } from '../../shared/loading/loadChunk.js'
import { loadLimitMs } from '../limits.js'
import { limitTime } from '../limitTime.js'
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
}

type Way = (options: StartOptions) => Promise<Channel | null>

/**
 * Opens a channel in the first way that works: the app's own worker, the worker's file, a blob with the same code, the
 * page. Rejects if the signal fires, or if not even the page's own code can be loaded. If the signal fires late, the
 * channel is opened all the same, and the caller has to close it.
 */
export async function startChannel(options: StartOptions): Promise<Channel> {
  if (options.onPage) {
    warn()
    return loadMainChannel(options)
  }
  // The app's own worker is tried each time: it need not be the same function for each uploader.
  const own = await tryWay(openOwn, options)
  if (own) return own
  options.signal.throwIfAborted()
  return startKnown(options)
}

async function startKnown(options: StartOptions): Promise<Channel> {
  const { session } = options
  // A way that failed once on this page fails again, after another timeout.
  const ways: Way[] = session.engine === 'main' ? [] : session.engine === 'blob' ? [openBlob] : [openFile, openBlob]
  for (const way of ways) {
    const channel = await tryWay(way, options)
    if (channel) {
      session.engine = channel.engine
      return channel
    }
    options.signal.throwIfAborted()
  }
  const channel = await loadMainChannel(options)
  // Offline no worker's file can be loaded, which says nothing about the next try.
  if (session.engine === null && globalThis.navigator?.onLine !== false) {
    warn()
    session.engine = 'main'
  }
  return channel
}

function loadMainChannel({ hashing }: StartOptions): Promise<Channel> {
  const open = async (): Promise<Channel> => (await import('./mainChannel.js')).openMainChannel(hashing)
  return loadChunk('the code for inspection', () => limitTime(open(), loadLimitMs))
}

async function tryWay(way: Way, options: StartOptions): Promise<Channel | null> {
  try {
    return await way(options)
  } catch {
    // Browsers report a worker that cannot start in different ways, and all of them mean that the next way is tried.
    return null
  }
}

const openOwn: Way = async ({ createWorker, handshakeMs, signal }) =>
  createWorker ? openWorkerChannel(createWorker, { engine: 'worker', timeoutMs: handshakeMs, signal }) : null

/** Each `new Worker(…)` is one literal expression, because bundlers find the worker's file by it. */
const openFile: Way = async ({ handshakeMs, session, signal }) => {
  const open = (create: () => Worker): Promise<Channel> =>
    openWorkerChannel(create, { engine: 'worker', timeoutMs: handshakeMs, signal })
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

const openBlob: Way = async ({ handshakeMs, signal }) => {
  const { workerSource } = await limitTime(import('./workerSource.js'), loadLimitMs)
  if (!workerSource) return null
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }))
  try {
    const create = (): Worker => new Worker(url, { type: 'module' })
    return await openWorkerChannel(create, { engine: 'blob', timeoutMs: handshakeMs, signal })
  } finally {
    // The worker has answered or failed, so its code is loaded.
    URL.revokeObjectURL(url)
  }
}

function warn(): void {
  console.warn(
    'coatcheck: no Web Worker could be started, so files are inspected on the page, which is slower. ' +
      "Pass `createWorker`, or add `worker-src 'self' blob:` to the content policy.",
  )
}
