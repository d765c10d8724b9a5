import type { CallContext } from '../contract/backend.js'
import { untilAborted } from '../shared/untilAborted.js'

/** Makes a call when those before it with the same key have ended. */
export type KeyedQueue = <T>(key: string, context: CallContext, call: () => Promise<T>) => Promise<T>

/**
 * Makes the calls with the same key one after another, so that they reach the server in the order in which they were
 * asked for. A failure does not hold up the calls behind it. A call is made in the same task if no other is before it,
 * or if the page is closing and cannot wait.
 *
 * @example
 * const inTurn = createKeyedQueue()
 * const updateFile = (id, change, context) => inTurn(id, context, () => client.send({ … }))
 */
export function createKeyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>()
  return (key, { signal, keepalive }, call) => {
    const before = last.get(key)
    const result = before && !keepalive ? before.then(call) : call()
    // A call that is aborted while it waits keeps its turn, so that those behind it do not pass the one before it.
    const end = Promise.allSettled([before, result])
    last.set(key, end)
    void end.then(() => last.get(key) === end && last.delete(key))
    return untilAborted(result, signal)
  }
}
