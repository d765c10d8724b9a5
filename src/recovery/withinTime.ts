import { Unavailable } from './unavailable.js'

const tickMs = 1000

/**
 * What a browser never answers ends as 'timed-out'. Counted in ticks, because a laptop that slept, or a frozen tab,
 * wakes with all its timers overdue.
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
