'use client'

import { useSyncExternalStore } from 'react'
import { browserConnection } from '../../page/connection.js'
import { systemClock } from '../../page/systemClock.js'
import { loadAgainLater } from '../../shared/loading/loadAgainLater.js'

/** Code that a part works without until it has loaded. */
export interface Chunk<T extends object> {
  readonly get: () => T | null
  /** Loads it, and tries again until that succeeds, for as long as anybody is subscribed. */
  readonly subscribe: (listener: () => void) => () => void
}

/** Describes code that is loaded when the first part needs it. */
export function createChunk<T extends object>(load: () => Promise<T>): Chunk<T> {
  const listeners = new Set<() => void>()
  let loaded: T | null = null
  let failures = 0
  let callOff: (() => void) | undefined

  async function tryToLoad(): Promise<void> {
    // JavaScript engines that follow an older standard remember a failed import for the lifetime of the page.
    if (ports.connection.isOnline()) loaded ??= await load().catch(() => null)
    callOff?.()
    if (loaded) for (const listener of listeners) listener()
    else if (listeners.size > 0) callOff = loadAgainLater(ports, (failures += 1), () => void tryToLoad())
  }

  return {
    get: () => loaded,
    subscribe(listener) {
      listeners.add(listener)
      if (listeners.size === 1) void tryToLoad()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) callOff?.()
      }
    },
  }
}

const ports = { clock: systemClock, connection: browserConnection }

/**
 * Returns the chunk's exports once it has loaded; null until then and while hydrating. `React.lazy` would not do, because
 * it throws into the app if the chunk cannot be loaded.
 */
export function useChunk<T extends object>(chunk: Chunk<T>, isNeeded: boolean): T | null {
  return useSyncExternalStore(isNeeded ? chunk.subscribe : subscribeToNothing, chunk.get, getServerSnapshot)
}

function subscribeToNothing(): () => void {
  return () => {}
}

function getServerSnapshot(): null {
  return null
}
