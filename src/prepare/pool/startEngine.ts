import { loadInTime } from '../../shared/loading/loadInTime.js'
import type { CreateWorker } from '../step.js'
import type { PrepareEngine } from './PrepareEngine.js'
import { openWorker } from './workerEngine.js'

/** How a worker is started. A way that failed once on a page is not tried again there. */
const ways = [openFile, openBlob] as const

let firstWay = 0

/**
 * Starts the app's own worker, the worker's file, or a blob with the same code; if none of them works, the page stands in
 * for a worker.
 */
export async function startEngine(createWorker: CreateWorker): Promise<PrepareEngine> {
  // The app's own worker is tried each time: it need not be the same function for each step.
  const own = createWorker && (await openWorker(createWorker).catch(() => null))
  if (own) return own
  for (const open of ways.slice(firstWay)) {
    // oxlint-disable-next-line no-await-in-loop -- one way after the other
    const engine = await open().catch(() => null)
    if (engine) return engine
    // Offline no file can be loaded, which says nothing about the next time.
    if (navigator.onLine) firstWay += 1
  }
  const { openPage } = await loadInTime('the code without a worker', () => import('./openPage.js'))
  return openPage()
}

/** `new Worker(…)` is one literal expression, because bundlers find the worker's file by it. */
function openFile(): Promise<PrepareEngine> {
  return openWorker(() => new Worker(new URL('../worker/prepare.worker.js', import.meta.url), { type: 'module' }))
}

async function openBlob(): Promise<PrepareEngine> {
  const { workerSource } = await loadInTime('the code of a worker', () => import('./workerSource.js'))
  if (!workerSource) throw new Error('There is no code.')
  const url = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }))
  try {
    return await openWorker(() => new Worker(url, { type: 'module' }))
  } finally {
    // The worker has answered or failed, so its code is loaded.
    URL.revokeObjectURL(url)
  }
}
