import { loadInTime } from '../../shared/loading/loadInTime.js'
import type { CreateWorker } from '../step.js'
import type { PrepareEngine } from './PrepareEngine.js'
import { openWorker } from './workerEngine.js'

/** How a worker is started. A way that failed once on a page is not tried again there, unless it was only slow. */
const ways = new Set([openFile, openBlob])

/**
 * Starts the app's own worker, the worker's file, or a blob with the same code; if none of them works, the page stands in
 * for a worker.
 */
export async function startEngine(createWorker: CreateWorker): Promise<PrepareEngine> {
  // The app's own worker is tried each time: it need not be the same function for each step.
  const own = createWorker && (await openWorker(createWorker).catch(() => null))
  if (own) return own
  // A copy, because a way that answers late is put back meanwhile. It is tried again with the next picture.
  for (const open of Array.from(ways)) {
    // oxlint-disable-next-line no-await-in-loop -- one way after the other
    const engine = await open(() => ways.add(open)).catch(() => null)
    if (engine) return engine
    // Offline no file can be loaded, which says nothing about the next time.
    if (navigator.onLine) ways.delete(open)
  }
  const { openPage } = await loadInTime('the code to prepare', () => import('./openPage.js'))
  return openPage()
}

/** `new Worker(…)` is one literal expression, because bundlers find the worker's file by it. */
function openFile(onLate: () => void): Promise<PrepareEngine> {
  const create = (): Worker => new Worker(new URL('../worker/prepare.worker.js', import.meta.url), { type: 'module' })
  return openWorker(create, onLate)
}

async function openBlob(onLate: () => void): Promise<PrepareEngine> {
  const { workerSource } = await loadInTime('the code to prepare', () => import('./workerSource.js'))
  // The page takes over, so nobody reads why.
  if (!workerSource) throw new Error()
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }))
  try {
    return await openWorker(() => new Worker(url, { type: 'module' }), onLate)
  } finally {
    // A worker looks the URL up when it is created, so a slow one does not need it any more.
    URL.revokeObjectURL(url)
  }
}
