import type { Clock } from '../../src/contract/ports/page.js'
import type { Transport } from '../../src/contract/ports/transport.js'

/** The life of one page, which may end at any moment without an event. */
export interface PageLife {
  /** Breaks off transfers, cancels timers and drops answers. */
  readonly crash: () => void
  /** Lets calls through while the page lives. */
  guardCalls<T extends object>(calls: T): T
  guardClock(clock: Clock): Clock
  guardTransport(transport: Transport): Transport
}

/** Wraps the ports of an engine, so that it can lose all of them at once. */
export function createPageLife(): PageLife {
  const end = new AbortController()
  const { signal } = end

  function whileAlive<T>(make: () => T): T | Promise<never> {
    if (signal.aborted) return new Promise<never>(() => {})
    const made = make()
    if (!(made instanceof Promise)) return made
    return new Promise((resolve, reject) => {
      made.then(
        (value) => signal.aborted || resolve(value as never),
        (error: unknown) => signal.aborted || reject(error as Error),
      )
    })
  }

  const guardCalls = <T extends object>(calls: T): T =>
    new Proxy(calls, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name)
        if (typeof member === 'function') return (...given: unknown[]) => whileAlive(() => member.apply(target, given))
        return typeof member === 'object' && member !== null && name === 'multipart' ? guardCalls(member) : member
      },
    })

  return {
    crash: () => end.abort(),
    guardCalls,
    guardClock: (clock) => ({
      now: () => clock.now(),
      date: () => clock.date(),
      schedule: (run, delayMs) => clock.schedule(() => signal.aborted || run(), delayMs),
    }),
    guardTransport: (transport) => ({
      send: (request, context) =>
        whileAlive(() => transport.send(request, { ...context, signal: AbortSignal.any([context.signal, signal]) })),
    }),
  }
}
