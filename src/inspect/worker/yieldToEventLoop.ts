import { nextTask } from '../../shared/nextTask.js'

/** Lets other tasks run if the last time is too long ago. */
export type YieldToEventLoop = () => Promise<void>

/**
 * Returns a function that long work calls between its pieces. Awaiting a stream is not enough: what is buffered arrives
 * as a microtask, before any click or message.
 */
export function createYield(intervalMs: number): YieldToEventLoop {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < intervalMs) return
    await nextTask()
    last = performance.now()
  }
}
