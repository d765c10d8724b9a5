import type { Clock } from '../../contract/ports/page.js'

export interface WatchdogOptions {
  readonly stallAfterMs: number
  readonly answerWithinMs: number
  /** The size of the file. */
  readonly sizeBytes: number
  /**
   * The shortest time that an attempt gets while a service worker hides its progress, in milliseconds; null if no
   * service worker controls the page.
   */
  readonly unseenWithinMs: number | null
  readonly onGiveUp: (reason: 'stalled' | 'silent') => void
}

/** Watches one request, from its `send()` on. */
export interface Watchdog {
  /** The browser reported that bytes were sent. */
  noteProgress(): void
  /** All bytes are sent: from now on, storage has to answer. */
  awaitAnswer(): void
  stop(): void
}

/**
 * How often in a row a late timer is excused. Twice, because a machine may wake up only to sleep again. A hidden page may
 * fire every timer late, so excusing all of them would mean never giving up.
 *
 * @see https://developer.chrome.com/blog/timer-throttling-in-chrome-88
 */
const mostExcused = 2

/** The slowest connection that still gets all the time its bytes need: 50 kB/s. */
const slowestBytesPerMs = 50

function transferTimeMs(sizeBytes: number): number {
  return sizeBytes / slowestBytesPerMs
}

/** Starts to watch over an attempt. */
export type StartWatchdog = (options: WatchdogOptions) => Watchdog

/**
 * Creates watchdogs, which give up when no progress is reported for too long, or when no answer follows the last byte. A
 * timer that fires much later than it was due means that the machine slept or the tab was frozen: the time then starts
 * again.
 *
 * A scanner or a proxy may take all bytes at once and process them before it answers. The wait for the answer is
 * therefore extended by the time that the bytes need on the slowest connection, less the time that sending took. An
 * attempt whose progress is hidden gets that time from its start, and then counts as silent, because all of its bytes
 * may have been sent.
 *
 * All watchdogs share one timer: to start and stop one for each of thousands of small files costs a browser 0.05 ms each
 * time.
 */
export function createWatchdogs(clock: Clock): StartWatchdog {
  /** The checks of all watchdogs, and when they are due. */
  const checks = new Map<(lateMs: number) => void, number>()
  let timerDueMs = Infinity
  let cancelTimer = (): void => undefined

  function updateTimer(): void {
    const nextMs = Math.min(...checks.values())
    // A timer that fires too early does no harm: if no time is up, it is only started again.
    if (checks.size > 0 && nextMs >= timerDueMs) return
    cancelTimer()
    timerDueMs = nextMs
    if (checks.size > 0) cancelTimer = clock.schedule(runChecks, nextMs - clock.now())
  }

  function runChecks(): void {
    // A late timer means that the machine slept, which concerns all watchdogs, also those whose time is not up yet.
    const lateMs = clock.now() - timerDueMs
    timerDueMs = Infinity
    try {
      for (const check of checks.keys()) check(lateMs)
    } finally {
      updateTimer()
    }
  }

  return ({ onGiveUp, sizeBytes, stallAfterMs, answerWithinMs, unseenWithinMs }) => {
    const startedMs = clock.now()
    let isUnseen = unseenWithinMs !== null
    /** What it means to give up at present. */
    let reason: 'stalled' | 'silent' = isUnseen ? 'silent' : 'stalled'
    let sinceMs = startedMs
    let sendingTookMs = 0
    let excused = 0
    plan()

    return {
      noteProgress() {
        // The service worker passes progress on after all, so a stall can be told from a slow transfer.
        if (isUnseen) {
          isUnseen = false
          reason = 'stalled'
        }
        restart()
      },
      awaitAnswer() {
        // Behind a service worker some browsers report the end of the upload before it has begun.
        if (isUnseen) return
        reason = 'silent'
        sendingTookMs = clock.now() - startedMs
        restart()
      },
      stop() {
        checks.delete(check)
        if (checks.size === 0) updateTimer()
      },
    }

    function limitMs(): number {
      if (isUnseen) return Math.max(unseenWithinMs ?? 0, transferTimeMs(sizeBytes))
      if (reason === 'stalled') return stallAfterMs
      return answerWithinMs + Math.max(0, transferTimeMs(sizeBytes) - sendingTookMs)
    }

    function plan(): void {
      checks.set(check, sinceMs + limitMs())
      updateTimer()
    }

    /** Starts the time again. */
    function restart(): void {
      sinceMs = clock.now()
      excused = 0
      plan()
    }

    function check(lateMs: number): void {
      const nowMs = clock.now()
      // The bytes could not move while the machine slept, so that time says nothing about storage. A timer that is less
      // late than this has left them half of their time at least.
      const wasSuspended = lateMs > limitMs() / 2
      if (wasSuspended && excused < mostExcused) {
        excused++
        sinceMs = nowMs
      }
      if (nowMs - sinceMs < limitMs()) return plan()
      checks.delete(check)
      onGiveUp(reason)
    }
  }
}
