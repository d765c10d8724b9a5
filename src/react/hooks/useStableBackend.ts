'use client'

import { useInsertionEffect, useState } from 'react'
import { isEqualByValue } from '../shared/isEqualByValue.js'

/** Read at each call, so that a new one needs no new backend. */
const liveOptions = ['headers', 'fetch'] as const

/**
 * One backend for as long as its options say the same: a new object only when one of them changes by value. `headers`
 * and `fetch`, and the bodies of other functions, are always those of the latest render, for uploads under way too.
 */
export function useStableBackend<TOptions extends object, TBackend>(
  create: (options: TOptions) => TBackend,
  options: TOptions,
): TBackend {
  const [latest] = useState(() => createLatest(options))
  const make = () => ({ fixed: pickFixed(options), backend: create(bindToLatest(options, latest)) })
  const [held, setHeld] = useState(make)
  const isSame = isEqualByValue(held.fixed, pickFixed(options))
  const current = isSame ? held : make()
  if (!isSame) setHeld(current)

  // Before any effect of the page's own, so that a call made in one has the credentials of this render.
  useInsertionEffect(() => {
    latest.set(options)
  }, [latest, options])

  return current.backend
}

/** What makes a backend another one: all values; of functions only that they are there. */
function pickFixed(options: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(options).filter(([name, value]) => !isLive(name) && value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'function' ? 'function' : value]))
}

function isLive(name: string): boolean {
  return liveOptions.some((live) => live === name)
}

interface Latest<T> {
  readonly get: () => T
  readonly set: (value: T) => void
}

function createLatest<T>(first: T): Latest<T> {
  let latest = first
  return { get: () => latest, set: (value) => void (latest = value) }
}

/** The same options, with everything that may change read from the latest ones. */
function bindToLatest<TOptions extends object>(options: TOptions, latest: Latest<TOptions>): TOptions {
  const bound: TOptions = { ...options }
  for (const name of liveOptions) {
    Object.defineProperty(bound, name, { enumerable: true, get: () => Reflect.get(latest.get(), name) as unknown })
  }
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'function' || isLive(name)) continue
    Object.defineProperty(bound, name, { enumerable: true, value: callLatest(latest.get, name) })
  }
  return bound
}

function callLatest(read: () => object, name: string): (...args: readonly unknown[]) => unknown {
  return (...args) => {
    const newest: unknown = Reflect.get(read(), name)
    return typeof newest === 'function' ? Reflect.apply(newest, undefined, args) : undefined
  }
}
