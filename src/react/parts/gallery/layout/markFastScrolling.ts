/** Something that follows how a list scrolls. */
export interface ScrollMark {
  /** Tells where the list begins now, in CSS pixels from the top of the viewport. */
  readonly moveTo: (top: number) => void
  readonly stop: () => void
}

/** A list that moves faster passes before its pictures could be looked at. */
const screensPerSecond = 5
/** The speed is the mean over at least this time, so that a single step, such as that of Page Down, is not fast. */
const overMs = 250
/** A list that has not moved for this time rests. */
const restMs = 120

/**
 * Marks a list with `data-fast` while it scrolls so fast that its pictures could not be looked at. The style sheet gives
 * those that have not loaded no box meanwhile, so the browser, which loads them when they come near, leaves them out: it
 * has nothing to fetch, to decode and to keep of what is only scrolled past.
 */
export function markFastScrolling(list: HTMLElement): ScrollMark {
  /** Where the measurement of the speed began; null while the list rests. One jump begins it, and is not fast by itself. */
  let start: { readonly top: number; readonly atMs: number } | null = null
  let restTimer: ReturnType<typeof setTimeout> | undefined

  function rest(): void {
    clearTimeout(restTimer)
    start = null
    list.removeAttribute('data-fast')
  }

  return {
    moveTo(top) {
      const nowMs = performance.now()
      start ??= { top, atMs: nowMs }
      const passedMs = Math.max(overMs, nowMs - start.atMs)
      const isFast = Math.abs(top - start.top) * 1000 > screensPerSecond * window.innerHeight * passedMs
      if (isFast || nowMs - start.atMs > overMs) {
        list.toggleAttribute('data-fast', isFast)
        start = { top, atMs: nowMs }
      }
      clearTimeout(restTimer)
      restTimer = setTimeout(rest, restMs)
    },
    stop: rest,
  }
}
