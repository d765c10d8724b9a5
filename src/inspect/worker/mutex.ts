/** Lets one piece of work through at a time. */
export interface Mutex {
  /** Waits for its turn, or rejects with the signal's reason. Resolves with what lets the next one in. */
  enter(signal: AbortSignal): Promise<() => void>
}

/**
 * First come, first served; who gives up leaves the queue at once. One that takes longer than `patienceMs` keeps the
 * next one waiting no longer.
 */
export function createMutex(patienceMs: number): Mutex {
  let isBusy = false
  const waiting: (() => void)[] = []

  const letNextIn = (): void => {
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
    async enter(signal) {
      signal.throwIfAborted()
      if (isBusy) await waitForTurn(signal)
      isBusy = true
      let hasLeft = false
      const leave = (): void => {
        clearTimeout(timer)
        if (!hasLeft) letNextIn()
        hasLeft = true
      }
      const timer = setTimeout(leave, patienceMs)
      return leave
    },
  }
}
