import type { ReferenceServer } from './createReferenceServer.ts'

const hourMs = 60 * 60 * 1000
/** The rest waits for the next sweep. Stopping the server takes this long, and a few seconds for what is under way. */
const withinSeconds = 3

/** Sweeps now and every hour. Returns a function that stops this, once the sweep that is under way has ended. */
export function sweepAtIntervals({ sweep }: Pick<ReferenceServer, 'sweep'>): () => Promise<void> {
  let underWay: Promise<void> | undefined
  const run = (): void => {
    underWay ??= sweep({ withinSeconds })
      .catch((error: unknown) => console.error('The sweep failed:', error))
      .finally(() => (underWay = undefined))
  }
  run()
  const timer = setInterval(run, hourMs)
  // It keeps no process alive.
  timer.unref()
  return async () => {
    clearInterval(timer)
    await underWay
  }
}
