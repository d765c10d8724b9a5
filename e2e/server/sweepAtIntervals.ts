import type { ReferenceServer } from './createReferenceServer.ts'

const hourMs = 60 * 60 * 1000
/** What is left waits for the next time. Whoever stops the server waits no longer than this. */
const withinSeconds = 3

/** Sweeps now and every hour. Returns what ends that, after the sweep that is under way. */
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
