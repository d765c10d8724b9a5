/** Lets one piece of work through at a time. */
export interface Gate {
  /** Waits for its turn, or rejects with the signal's reason. Resolves with what lets the next one in. */
  enter(signal: AbortSignal): Promise<() => void>
}

/** First come, first served; who gives up leaves the queue at once. */
export function createGate(): Gate {
  let isBusy = false
  const waiting: (() => void)[] = []

  const leave = (): void => {
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
      return leave
    },
  }
}
