import { Unavailable } from './unavailable.js'

const tickMs = 1000

/**
 * Rejects with 'timed-out' if the browser does not answer. Counts ticks, because after sleep, or in a tab that was
 * frozen, all timers are overdue at once.
 */
export async function withinTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined
  const late = new Promise<never>((_, reject) => {
    let ticks = 0
    timer = setInterval(() => {
      ticks += 1
      if (ticks >= seconds) reject(new Unavailable('timed-out'))
    }, tickMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearInterval(timer)
  }
}
