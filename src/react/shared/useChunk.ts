'use client'

import { useEffect, useSyncExternalStore } from 'react'

/** Code that a part works without until it has loaded. */
export class Chunk<T extends object> {
  readonly #import: () => Promise<T>
  readonly #listeners = new Set<() => void>()
  #loaded: T | null = null

  constructor(load: () => Promise<T>) {
    this.#import = load
  }

  readonly get = (): T | null => this.#loaded

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async load(): Promise<void> {
    try {
      this.#loaded ??= await this.#import()
    } catch {
      return
    }
    for (const listener of this.#listeners) listener()
  }
}

/**
 * Returns the chunk's exports once it has loaded; null until then and while hydrating. A failed load is repeated when
 * the connection returns. `React.lazy` would not do, because it throws into the app if the chunk cannot be loaded.
 */
export function useChunk<T extends object>(chunk: Chunk<T>, isNeeded: boolean): T | null {
  useEffect(() => {
    if (!isNeeded || chunk.get()) return undefined
    const load = (): void => void chunk.load()
    load()
    window.addEventListener('online', load)
    return () => window.removeEventListener('online', load)
  }, [chunk, isNeeded])
  return useSyncExternalStore(chunk.subscribe, chunk.get, getServerSnapshot)
}

function getServerSnapshot(): null {
  return null
}
