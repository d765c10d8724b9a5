import type { Channel } from './Channel.js'
import { openMainChannel } from './mainChannel.js'
import type { StartOptions } from './startChannel.js'
import type { openWorkerChannel } from './workerChannel.js'

// Loaded where the worker's file does not start, which few pages ever see. What it shares with the code that loads it is
// passed in: bundlers would make a third chunk of what both import.

interface Means {
  readonly openWorkerChannel: typeof openWorkerChannel
  /** Limits the time of a load, and gives its failure the name that `isChunkError` recognises. */
  readonly load: <T>(load: () => Promise<T>) => Promise<T>
}

/** Opens a channel without the worker's file: a blob with the same code, and if that does not start either, the page. */
export async function openOther(options: StartOptions, means: Means): Promise<Channel> {
  const { session, signal, onPage } = options
  // A way that failed once on this page fails again, after another timeout.
  const blob = onPage || session.engine === 'main' ? null : await openBlob(options, means).catch(() => null)
  if (blob) {
    session.engine = 'blob'
    return blob
  }
  signal.throwIfAborted()
  const channel = await means.load(() => openMainChannel(options.hashing))
  // Offline no worker's file can be loaded, which says nothing about the next try.
  const isLearned = session.engine === null && globalThis.navigator?.onLine !== false
  if (isLearned && !onPage) session.engine = 'main'
  if (isLearned || onPage) warn()
  return channel
}

async function openBlob(
  { handshakeMs, signal, onLate }: StartOptions,
  { openWorkerChannel: open, load }: Means,
): Promise<Channel | null> {
  const { workerSource } = await load(() => import('./workerSource.js'))
  if (!workerSource) return null
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }))
  try {
    const create = (): Worker => new Worker(url, { type: 'module' })
    return await open(create, { engine: 'blob', timeoutMs: handshakeMs, signal, onLate })
  } finally {
    // A worker looks the URL up when it is created, so a slow one does not need it any more.
    URL.revokeObjectURL(url)
  }
}

function warn(): void {
  console.warn(
    'coatcheck: no Web Worker has started, so files are inspected on the page, which is slower. ' +
      "If you see this each time, pass `createWorker`, or add `worker-src 'self' blob:` to the content policy.",
  )
}
