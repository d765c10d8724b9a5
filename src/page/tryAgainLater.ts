/** How often a pause leads to another try. Then only the page's events do. */
const mostPauses = 4

/**
 * Calls back once after a pause of up to 5 seconds, four times as long for each try that was in vain, and until it is
 * called off whenever the page comes online or to the front. While the page is hidden, it does not call back. Returns the
 * function that calls it off.
 */
export function tryAgainLater(tries: number, again: () => void): () => void {
  const calledOff = new AbortController()
  const { signal } = calledOff
  const onDue = (): void => {
    if (!document.hidden) again()
  }
  // Not all at the same moment, because many pictures may be broken for the same reason.
  const pauseMs = 5_000 * 4 ** tries * (0.75 + Math.random() / 4)
  const timer = tries < mostPauses ? setTimeout(onDue, pauseMs) : undefined
  window.addEventListener('online', onDue, { signal })
  document.addEventListener('visibilitychange', onDue, { signal })
  return () => {
    clearTimeout(timer)
    calledOff.abort()
  }
}
