import type { Connection } from '../../contract/ports/page.js'

/** A {@link Connection} that a test can interrupt and restore. */
export interface FakeConnection extends Connection {
  setOnline(isOnline: boolean): void
}

/** Online until a test changes that. */
export function createFakeConnection(isOnline = true): FakeConnection {
  const listeners = new Set<() => void>()
  return {
    isOnline: () => isOnline,
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    setOnline(value) {
      isOnline = value
      for (const listener of listeners) listener()
    },
  }
}
