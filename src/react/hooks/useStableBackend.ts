'use client'

import { useInsertionEffect, useState } from 'react'
import { isEqualByValue } from '../shared/isEqualByValue.js'

/** These options are read at each call, so a change needs no new backend. */
const liveOptions: readonly string[] = ['headers', 'fetch']

/**
 * Returns the same backend until the value of an option changes. `headers`, `fetch` and all other functions are always
 * those of the latest render, for uploads under way, too.
 * @example
 * export function useMyBackend(options: MyBackendOptions): UploadBackend<MyFile> {
 *   return useStableBackend(createMyBackend, options)
 * }
 */
export function useStableBackend<TOptions extends object, TBackend>(
  create: (options: TOptions) => TBackend,
  options: TOptions,
): TBackend {
  const [latest] = useState(() => createLatest(options))
  const make = () => ({ fixed: pickFixed(options), backend: create(bindToLatest(options, latest)) })
  const [made, setMade] = useState(make)
  const isSame = isEqualByValue(made.fixed, pickFixed(options))
  const current = isSame ? made : make()
  if (!isSame) setMade(current)

  // This effect runs before the page's own effects, so a call made in one of those has this render's credentials.
  useInsertionEffect(() => {
    latest.set(options)
  }, [latest, options])

  return current.backend
}

/** The options whose change creates a new backend. For a function, only its presence counts. */
function pickFixed(options: object): Readonly<Record<string, unknown>> {
  const entries = Object.entries(options).filter(([name, value]) => !liveOptions.includes(name) && value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'function' ? 'function' : value]))
}

interface Latest<T> {
  readonly get: () => T
  readonly set: (value: T) => void
}

function createLatest<T>(first: T): Latest<T> {
  let latest = first
  return { get: () => latest, set: (value) => void (latest = value) }
}

/** A copy of the options in which functions and live options are read from the latest render. */
function bindToLatest<TOptions extends object>(options: TOptions, latest: Latest<TOptions>): TOptions {
  const bound: TOptions = { ...options }
  for (const name of liveOptions) {
    Object.defineProperty(bound, name, { enumerable: true, get: () => Reflect.get(latest.get(), name) as unknown })
  }
  for (const [name, value] of Object.entries(options)) {
    if (typeof value !== 'function' || liveOptions.includes(name)) continue
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
