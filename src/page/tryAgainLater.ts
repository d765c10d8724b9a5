/** How often a pause leads to another try. Then only the page's events do. */
const mostPauses = 4

/**
 * Says when to try something again: after a pause, and whenever the page comes online or to the front, but not while it is
 * hidden. The first pause takes up to 5 seconds, and each further one four times as long. Returns a function that ends the
 * wait.
 *
 * @param tries how many tries were in vain
 */
export function tryAgainLater(tries: number, again: () => void): () => void {
  const ended = new AbortController()
  const { signal } = ended
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
    ended.abort()
  }
}
