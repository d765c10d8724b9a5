/** Something that follows how a list scrolls. */
export interface ScrollMark {
  /** Tells where the list begins now, in CSS pixels from the top of the viewport. */
  readonly moveTo: (top: number) => void
  readonly stop: () => void
}

/** In this time, a list that moves further than `viewports` passes faster than its pictures could be looked at. */
const timeMs = 250
const viewports = 1.25
/** A list that has not moved for this time rests. */
const restMs = 120

/**
 * Marks a list with `data-fast` while it scrolls so fast that its pictures could not be looked at. The style sheet gives
 * those that have not loaded no box meanwhile, so the browser, which loads them when they come near, leaves them out: it
 * has nothing to fetch, to decode and to keep of what is only scrolled past.
 */
export function markFastScrolling(list: HTMLElement): ScrollMark {
  let start = { top: list.getBoundingClientRect().top, atMs: performance.now() }
  let restTimer: ReturnType<typeof setTimeout> | undefined
  const mark = (isFast: boolean): void => void list.toggleAttribute('data-fast', isFast)
  return {
    moveTo(top) {
      const nowMs = performance.now()
      const isFar = Math.abs(top - start.top) > viewports * window.innerHeight
      if (isFar || nowMs - start.atMs > timeMs) {
        mark(isFar)
        start = { top, atMs: nowMs }
      }
      clearTimeout(restTimer)
      restTimer = setTimeout(() => mark(false), restMs)
    },
    stop() {
      clearTimeout(restTimer)
      mark(false)
    },
  }
}
