import { createInspector } from '../../inspect/inspector.js'
import type { ProbeInspector } from '../ports.js'

/**
 * Starts from nothing, with one worker: what the page remembers about workers that did not start would hide from the report
 * why they did not.
 */
export function createProbeInspector(createWorker: (() => Worker) | undefined): ProbeInspector {
  let hasOwnWorkerFailed = false
  const fail = (): void => void (hasOwnWorkerFailed = true)
  const createWatched = createWorker && ((): Worker => watchWorker(createWorker, fail))
  const inspector = createInspector({ createWorker: createWatched, maxWorkers: 1, session: { engine: null } })
  return {
    get engine() {
      return inspector.engine
    },
    get hasOwnWorkerFailed() {
      return hasOwnWorkerFailed
    },
    inspect: (file, digest, signal) => inspector.inspect(file, { digest, signal, onProgress: () => undefined }),
    dispose: () => inspector.dispose(),
  }
}

function watchWorker(createWorker: () => Worker, fail: () => void): Worker {
  try {
    const worker = createWorker()
    worker.addEventListener('error', fail)
    worker.addEventListener('messageerror', fail)
    return worker
  } catch (error) {
    fail()
    throw error
  }
}
