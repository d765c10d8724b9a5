/** Lets other tasks run when the last time is too long ago. */
export type Breathe = () => Promise<void>

/**
 * Long work calls the result between its pieces. Reading a stream alone does not do: what is buffered comes as a
 * microtask, and neither a click nor a message would get through.
 */
export function createBreather(intervalMs: number): Breathe {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < intervalMs) return
    await nextTask()
    last = performance.now()
  }
}

/** A message to oneself: unlike a timer it is not held back for 4 ms, and unlike `scheduler.yield` it lets others go first. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
