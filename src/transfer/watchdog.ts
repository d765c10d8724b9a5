import { longestTimerMs } from '../core/longestTimerMs.js'
import type { Clock } from '../core/ports.js'

export interface WatchdogOptions {
  readonly clock: Clock
  readonly stallAfterMs: number
  readonly answerWithinMs: number
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

/**
 * Gives up when no byte moves for too long, first byte included, or when no answer comes after the last one. A timer
 * that fires much later than it was due stands for a machine that slept or a tab that was frozen: the time starts anew.
 */
export function startWatchdog(options: WatchdogOptions): Watchdog {
  const { clock, onGiveUp } = options
  let reason: 'stalled' | 'silent' = 'stalled'
  let sinceMs = clock.now()
  let forgiven = 0
  let callOff: () => void = arm()

  function limitMs(): number {
    return reason === 'stalled' ? options.stallAfterMs : options.answerWithinMs
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
    // Moving the mark is cheap; the timer looks at it when it fires.
    noteMove: restart,
    awaitAnswer() {
      restart()
      reason = 'silent'
      callOff()
      callOff = arm()
    },
    stop: () => callOff(),
  }
}
