import { renderHook } from '@testing-library/react'
import { StrictMode, useEffect } from 'react'
import { describe, expect, it } from 'vitest'
import { useStableBackend } from './useStableBackend.js'

interface Options {
  readonly url: string
  readonly fields?: readonly string[] | undefined
  readonly headers?: object | (() => object)
  readonly fetch?: typeof fetch
  readonly onName?: (name: string) => string
}

let made = 0

/** A backend that returns the current values of its options. */
function createBackend(options: Options) {
  const nth = ++made
  return {
    nth,
    url: options.url,
    fields: options.fields,
    has: (name: keyof Options) => options[name] !== undefined,
    readHeaders: () => (typeof options.headers === 'function' ? options.headers() : options.headers),
    rename: (name: string) => options.onName?.(name),
  }
}

function render(first: Options, wrapper?: typeof StrictMode) {
  return renderHook((options: Options) => useStableBackend(createBackend, options), {
    initialProps: first,
    ...(wrapper && { wrapper }),
  })
}

describe('useStableBackend', () => {
  it('keeps one backend while options written in place have equal values', () => {
    const { result, rerender } = render({ url: '/a', fields: ['x'], headers: () => ({}) })
    const first = result.current
    rerender({ url: '/a', fields: ['x'], headers: () => ({}) })
    rerender({ fields: ['x'], headers: () => ({}), url: '/a' })
    expect(result.current).toBe(first)
  })

  it('creates a new one when the value of an option changes, and keeps that', () => {
    const { result, rerender } = render({ url: '/a', fields: ['x'] })
    const first = result.current
    rerender({ url: '/a', fields: ['x', 'y'] })
    const second = result.current
    expect(second).not.toBe(first)
    expect(second.fields).toEqual(['x', 'y'])
    rerender({ url: '/a', fields: ['x', 'y'] })
    expect(result.current).toBe(second)
    expect(first.fields).toEqual(['x'])
  })

  it('P6 reads headers and fetch from the latest render, also for a replaced backend', () => {
    const { result, rerender } = render({ url: '/a', headers: () => ({ token: 1 }) })
    const first = result.current
    expect(first.readHeaders()).toEqual({ token: 1 })
    rerender({ url: '/a', headers: { token: 2 } })
    expect(first.readHeaders()).toEqual({ token: 2 })
    rerender({ url: '/b', headers: () => ({ token: 3 }), fetch })
    expect([first.readHeaders(), result.current.readHeaders()]).toEqual([{ token: 3 }, { token: 3 }])
    expect(result.current.has('fetch')).toBe(true)
    rerender({ url: '/b' })
    expect(result.current.readHeaders()).toBeUndefined()
    expect(result.current.has('fetch')).toBe(false)
  })

  it('keeps one backend when headers are added or removed', () => {
    const { result, rerender } = render({ url: '/a' })
    const first = result.current
    rerender({ url: '/a', headers: () => ({ token: 1 }) })
    expect(result.current).toBe(first)
    expect(first.readHeaders()).toEqual({ token: 1 })
  })

  it('calls the latest version of other functions, and creates a new backend when one is added or removed', () => {
    const { result, rerender } = render({ url: '/a', onName: (name) => `${name} 1` })
    const first = result.current
    rerender({ url: '/a', onName: (name) => `${name} 2` })
    expect(result.current).toBe(first)
    expect(first.rename('a')).toBe('a 2')
    rerender({ url: '/a' })
    expect(result.current).not.toBe(first)
    expect(result.current.has('onName')).toBe(false)
  })

  it('treats an undefined option as one that is left out', () => {
    const { result, rerender } = render({ url: '/a', fields: undefined })
    const first = result.current
    rerender({ url: '/a' })
    expect(result.current).toBe(first)
  })

  it('has the headers of a render before its effects run', () => {
    const seen: unknown[] = []
    const { rerender } = renderHook(
      ({ token }: { token: number }) => {
        const backend = useStableBackend(createBackend, { url: '/a', headers: () => ({ token }) })
        useEffect(() => void seen.push(backend.readHeaders()), [backend, token])
      },
      { initialProps: { token: 1 } },
    )
    rerender({ token: 2 })
    expect(seen).toEqual([{ token: 1 }, { token: 2 }])
  })

  it('keeps one backend in StrictMode', () => {
    const { result, rerender } = render({ url: '/a', headers: { token: 1 } }, StrictMode)
    const first = result.current
    rerender({ url: '/a', headers: { token: 2 } })
    expect(result.current).toBe(first)
    expect(first.readHeaders()).toEqual({ token: 2 })
    rerender({ url: '/b', headers: { token: 2 } })
    const second = result.current
    rerender({ url: '/b', headers: { token: 3 } })
    expect(result.current).toBe(second)
  })
})
