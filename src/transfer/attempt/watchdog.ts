import { longestTimerMs } from '../../shared/longestTimerMs.js'
import type { Clock } from '../../contract/ports/page.js'

export interface WatchdogOptions {
  readonly clock: Clock
  readonly stallAfterMs: number
  readonly answerWithinMs: number
  /** What is sent. */
  readonly sizeBytes: number
  /**
   * The least time that an attempt gets while a service worker hides its progress, in milliseconds; null where no
   * service worker controls the page.
   */
  readonly unseenWithinMs: number | null
  readonly onGiveUp: (reason: 'stalled' | 'silent') => void
}

/** Watches one request, from its `send()` on. */
export interface Watchdog {
  /** Bytes moved. */
  noteMove(): void
  /** All bytes are out; from now on it is storage's turn. */
  awaitAnswer(): void
  stop(): void
}

/**
 * A hidden page's timers may all be late, so lateness cannot be forgiven for ever.
 * @see https://developer.chrome.com/blog/timer-throttling-in-chrome-88
 */
const mostForgiven = 2

/** The slowest line that still gets all the time its bytes need. */
const leastBytesPerMs = 50

/** How long this many bytes take on that line: at 50 kB/s. */
export function worthMs(sizeBytes: number): number {
  return sizeBytes / leastBytesPerMs
}

/**
 * Gives up when no byte moves for too long, first byte included, or when no answer comes after the last one. A timer
 * that fires much later than it was due stands for a machine that slept or a tab that was frozen: the time starts anew.
 *
 * A scanner or a proxy may take all bytes at once and process them before it answers. The wait for the answer is
 * therefore extended by `worthMs`, less the time that sending took. An attempt whose progress is hidden gets `worthMs`
 * from its start, and then counts as silent, because all of its bytes may have been sent.
 */
export function startWatchdog(options: WatchdogOptions): Watchdog {
  const { clock, onGiveUp, sizeBytes, unseenWithinMs } = options
  const startedMs = clock.now()
  let isUnseen = unseenWithinMs !== null
  let reason: 'stalled' | 'silent' = isUnseen ? 'silent' : 'stalled'
  let sinceMs = startedMs
  let sendingTookMs = 0
  let forgiven = 0
  let callOff: () => void = arm()

  function limitMs(): number {
    if (isUnseen) return Math.max(unseenWithinMs ?? 0, worthMs(sizeBytes))
    if (reason === 'stalled') return options.stallAfterMs
    return options.answerWithinMs + Math.max(0, worthMs(sizeBytes) - sendingTookMs)
  }

  function arm(): () => void {
    const delayMs = Math.min(sinceMs + limitMs() - clock.now(), longestTimerMs)
    const dueMs = clock.now() + delayMs
    return clock.schedule(() => check(dueMs), delayMs)
  }

  function check(dueMs: number): void {
    const nowMs = clock.now()
    const hasSlept = nowMs - dueMs > limitMs() / 2
    if (hasSlept && forgiven < mostForgiven) {
      forgiven++
      sinceMs = nowMs
    }
    if (nowMs - sinceMs >= limitMs()) onGiveUp(reason)
    else callOff = arm()
  }

  function restart(): void {
    sinceMs = clock.now()
    forgiven = 0
  }

  return {
    noteMove() {
      restart()
      // Moving the mark is cheap; the timer looks at it when it fires.
      if (!isUnseen) return
      isUnseen = false
      reason = 'stalled'
      callOff()
      callOff = arm()
    },
    awaitAnswer() {
      if (isUnseen) return
      restart()
      reason = 'silent'
      sendingTookMs = sinceMs - startedMs
      callOff()
      callOff = arm()
    },
    stop: () => callOff(),
  }
}
