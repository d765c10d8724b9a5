'use client'

import { useSyncExternalStore } from 'react'

/**
 * What the user mainly points with: 'touch' on phones and tablets, 'mouse' for everything that hovers or is precise.
 */
export type PointerKind = 'touch' | 'mouse'

const touchQuery = '(hover: none) and (pointer: coarse)'

/** What the user points with; null on the server and while hydrating, where it is not known. */
export function usePointer(): PointerKind | null {
  return useSyncExternalStore(subscribe, read, readOnServer)
}

function subscribe(listener: () => void): () => void {
  const query = matchTouch()
  query?.addEventListener('change', listener)
  return () => query?.removeEventListener('change', listener)
}

function read(): PointerKind {
  return matchTouch()?.matches ? 'touch' : 'mouse'
}

/** Test environments such as jsdom have no media queries. */
function matchTouch(): MediaQueryList | undefined {
  return typeof matchMedia === 'function' ? matchMedia(touchQuery) : undefined
}

function readOnServer(): null {
  return null
}
