import { runPlan } from '../worker/runPlan.js'
import type { PrepareEngine } from './PrepareEngine.js'

let before: Promise<unknown> = Promise.resolve()

/** Lets the page stand in for a worker, with one file at a time. Browsers decode and encode on other threads. */
export function openPage(): PrepareEngine {
  return {
    isAlive: true,
    run(request, options) {
      const result = before.then(() => {
        options.signal.throwIfAborted()
        return runPlan(request, options)
      })
      before = result.catch(() => undefined)
      return result
    },
    close: () => {},
  }
}
