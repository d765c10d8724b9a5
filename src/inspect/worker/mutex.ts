/** Lets one piece of work run at a time. */
export interface Mutex {
  /** Waits for its turn and resolves with the function that releases the mutex. Rejects with the signal's reason. */
  acquire(signal: AbortSignal): Promise<() => void>
}

/**
 * First come, first served. Whoever is aborted leaves the queue at once. Work that takes longer than `patienceMs` no
 * longer holds up the next one: a decode that hangs must not stop all others.
 */
export function createMutex(patienceMs: number): Mutex {
  let isBusy = false
  const waiting: (() => void)[] = []

  const startNext = (): void => {
    const next = waiting.shift()
    if (next) next()
    else isBusy = false
  }

  const waitForTurn = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const onTurn = (): void => {
        signal.removeEventListener('abort', onAbort)
        resolve()
      }
      const onAbort = (): void => {
        waiting.splice(waiting.indexOf(onTurn), 1)
        reject(signal.reason)
      }
      waiting.push(onTurn)
      signal.addEventListener('abort', onAbort, { once: true })
    })

  return {
    async acquire(signal) {
      signal.throwIfAborted()
      if (isBusy) await waitForTurn(signal)
      isBusy = true
      let isReleased = false
      const release = (): void => {
        clearTimeout(timer)
        if (!isReleased) startNext()
        isReleased = true
      }
      const timer = setTimeout(release, patienceMs)
      return release
    },
  }
}
