import { nextTask } from '../../shared/nextTask.js'
import type { Clock } from '../../contract/ports/page.js'

/** A clock that stands still until a test advances it. */
export interface FakeClock extends Clock {
  /** Advances the time. Timers that are due run in order, and promises settle in between. */
  advance(delayMs: number): Promise<void>
  /** The number of timers. */
  readonly pending: number
}

/** A {@link Clock} for tests: starts at 0, and its date at 2030-01-01. */
export function createFakeClock(): FakeClock {
  const epochMs = Date.UTC(2030, 0, 1)
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>()
  let nowMs = 0

  const nextDue = (untilMs: number) =>
    [...timers].filter((timer) => timer.atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs)[0]

  return {
    now: () => nowMs,
    date: () => epochMs + nowMs,
    schedule(run, delayMs) {
      const timer = { atMs: nowMs + Math.max(0, delayMs), run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    get pending() {
      return timers.size
    },
    async advance(delayMs) {
      const untilMs = nowMs + delayMs
      await flushPromises()
      for (let timer = nextDue(untilMs); timer; timer = nextDue(untilMs)) {
        timers.delete(timer)
        nowMs = timer.atMs
        timer.run()
        await flushPromises()
      }
      nowMs = untilMs
    },
  }
}

const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  schedule(run, delayMs) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}

/** Waits on a clock, by default the system's. Rejects with an AbortError when the signal fires. */
export function wait(delayMs: number, signal: AbortSignal, clock: Clock = systemClock): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(createAbortError())
    const onAbort = () => {
      callOff()
      reject(createAbortError())
    }
    const callOff = clock.schedule(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, delayMs)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

function createAbortError(): DOMException {
  return new DOMException('The call was cancelled.', 'AbortError')
}

/** Long enough for a chain of awaits, with a macrotask at the end for promises that the platform resolves. */
async function flushPromises(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  await nextTask()
}
