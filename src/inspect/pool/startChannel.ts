import type { CreateHasher } from '../worker/hash/hasher.js'
import { limitTime } from '../limitTime.js'
import type { InspectEngine, Channel } from './Channel.js'
import { openMainChannel } from './mainChannel.js'
import { openWorkerChannel } from './workerChannel.js'

/** What a page has learned of where it can inspect. */
export interface InspectSession {
  /** The way that led to a worker, or `'main'` after none did. */
  engine: InspectEngine | null
}

/** Shared by all inspectors of a page: each way that does not work is found out once. */
export const pageSession: InspectSession = { engine: null }

export interface StartOptions {
  readonly createWorker?: (() => Worker) | undefined
  readonly session: InspectSession
  /** How long a worker may take to answer. */
  readonly handshakeMs: number
  /** For work on the page. */
  readonly createHasher?: CreateHasher | undefined
  /** No worker is tried. */
  readonly onPage?: boolean
  readonly signal: AbortSignal
}

/** How long code may take to load, where it is loaded only now. */
const loadLimitMs = 30_000

type Way = (options: StartOptions) => Promise<Channel | null>

/**
 * Starts a channel in the first way that works: the app's own worker, the worker's file, a blob with the same code, the
 * page. Rejects when the signal fires, and when not even the page's own code can be loaded; a channel that was there by
 * then still has to be ended.
 */
export async function startChannel(options: StartOptions): Promise<Channel> {
  if (options.onPage) {
    warn()
    return loadMainChannel(options)
  }
  const own = await tryWay(openOwn, options)
  if (own) return own
  options.signal.throwIfAborted()
  return startKnown(options)
}

async function startKnown(options: StartOptions): Promise<Channel> {
  const { session } = options
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
  // Offline nothing can be loaded, which says nothing of the workers.
  if (session.engine === null && globalThis.navigator?.onLine !== false) {
    warn()
    session.engine = 'main'
  }
  return channel
}

const loadMainChannel = ({ createHasher }: StartOptions): Promise<Channel> =>
  limitTime(openMainChannel(createHasher), loadLimitMs)

async function tryWay(way: Way, options: StartOptions): Promise<Channel | null> {
  try {
    return await way(options)
  } catch {
    return null
  }
}

const openOwn: Way = async ({ createWorker, handshakeMs, signal }) =>
  createWorker ? openWorkerChannel(createWorker, { engine: 'worker', timeoutMs: handshakeMs, signal }) : null

const openFile: Way = ({ handshakeMs, signal }) =>
  openWorkerChannel(
    // One literal expression: bundlers know the worker's file by it.
    () => new Worker(new URL('../worker/inspect.worker.js', import.meta.url), { type: 'module' }),
    { engine: 'worker', timeoutMs: handshakeMs, signal },
  )

const openBlob: Way = async ({ handshakeMs, signal }) => {
  const { workerSource } = await limitTime(import('./workerSource.js'), loadLimitMs)
  if (!workerSource) return null
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }))
  try {
    const create = (): Worker => new Worker(url, { type: 'module' })
    return await openWorkerChannel(create, { engine: 'blob', timeoutMs: handshakeMs, signal })
  } finally {
    URL.revokeObjectURL(url)
  }
}

function warn(): void {
  console.warn(
    'coatcheck: no Web Worker could be started, so files are inspected on the page, which is slower. ' +
      "Pass `createWorker`, or let the content policy have `worker-src 'self' blob:`.",
  )
}
