'use client'

import { useEffect, useSyncExternalStore } from 'react'

/** Code that a part can do without at first. A failed load is tried again when the connection comes back. */
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
 * What the chunk exports, once it has loaded; null until then, and while hydrating. Not `React.lazy`: a chunk that cannot
 * be loaded must leave the part as it is, and throw nothing at the app.
 */
export function useChunk<T extends object>(chunk: Chunk<T>, isNeeded: boolean): T | null {
  useEffect(() => {
    if (!isNeeded || chunk.get()) return undefined
    const load = (): void => void chunk.load()
    load()
    window.addEventListener('online', load)
    return () => window.removeEventListener('online', load)
  }, [chunk, isNeeded])
  return useSyncExternalStore(chunk.subscribe, chunk.get, nothing)
}

function nothing(): null {
  return null
}
