/** How often a pause leads to another try. Then only the page's events do. */
const mostPauses = 4

/**
 * Calls back after 5 seconds, and after four times as long with each try that was in vain, or as soon as the page comes
 * online or to the front. Not while the page is hidden. Returns a function that calls it off.
 */
export function tryAgainLater(tries: number, again: () => void): () => void {
  const calledOff = new AbortController()
  const { signal } = calledOff
  const onDue = (): void => {
    if (!document.hidden) again()
  }
  const timer = tries < mostPauses ? setTimeout(onDue, 5_000 * 4 ** tries) : undefined
  window.addEventListener('online', onDue, { signal })
  document.addEventListener('visibilitychange', onDue, { signal })
  return () => {
    clearTimeout(timer)
    calledOff.abort()
  }
}
