import { runPlan } from '../worker/runPlan.js'
import type { PrepareEngine } from './PrepareEngine.js'

let before: Promise<unknown> = Promise.resolve()

let hasWarned = false

/** Lets the page stand in for a worker, with one file at a time. Browsers decode and encode on other threads. */
export function openPage(): PrepareEngine {
  warnOnce()
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

function warnOnce(): void {
  if (hasWarned) return
  hasWarned = true
  console.warn(
    'coatcheck: no Web Worker has started, so pictures are prepared on the page, which is slower. ' +
      "If you see this each time, pass `createWorker` to the steps, or add `worker-src 'self' blob:` to the content policy.",
  )
}
