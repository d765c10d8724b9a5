import { nextTask } from '../../shared/nextTask.js'

/** Lets other tasks run when the last time is too long ago. */
export type YieldToEventLoop = () => Promise<void>

/**
 * Long work calls the result between its pieces. Reading a stream alone does not do: what is buffered comes as a
 * microtask, and neither a click nor a message would get through.
 */
export function createYield(intervalMs: number): YieldToEventLoop {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < intervalMs) return
    await nextTask()
    last = performance.now()
  }
}
