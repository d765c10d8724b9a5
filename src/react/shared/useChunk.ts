'use client'

import { useSyncExternalStore } from 'react'
import { browserConnection } from '../../page/connection.js'
import { systemClock } from '../../page/systemClock.js'
import { loadAgainLater } from '../../shared/loading/loadAgainLater.js'
import { loadChunk } from '../../shared/loading/loadChunk.js'

/** Code that a part works without until it has loaded. */
export class Chunk<T extends object> {
  readonly #import: () => Promise<T>
  readonly #listeners = new Set<() => void>()
  #loaded: T | null = null
  #isLoading = false
  #failures = 0
  #callOff: (() => void) | undefined

  constructor(load: () => Promise<T>) {
    this.#import = load
  }

  readonly get = (): T | null => this.#loaded

  /** Loads it, and tries again until that succeeds, for as long as anybody is subscribed. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) void this.#load()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#callOff?.()
    }
  }

  async #load(): Promise<void> {
    if (this.#loaded || this.#isLoading) return
    this.#isLoading = true
    try {
      this.#loaded = await loadChunk('a part', this.#import)
      for (const listener of this.#listeners) listener()
    } catch {
      this.#failures += 1
      if (this.#listeners.size > 0) this.#callOff = loadAgainLater(ports, this.#failures, () => void this.#load())
    }
    this.#isLoading = false
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
