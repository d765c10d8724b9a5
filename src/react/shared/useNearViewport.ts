'use client'

import { type Context, createContext, type RefObject, useContext, useEffect, useState } from 'react'

type Watcher = (isNear: boolean) => void

const watchers = new WeakMap<Element, Watcher>()
let shared: IntersectionObserver | undefined

/** All elements share one observer, because a gallery has hundreds of tiles. */
function watch(element: Element, watcher: Watcher): () => void {
  shared ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) watchers.get(target)?.(isIntersecting)
    },
    { rootMargin: '100%' },
  )
  watchers.set(element, watcher)
  shared.observe(element)
  return () => {
    watchers.delete(element)
    shared?.unobserve(element)
  }
}

/** Test environments such as jsdom have no IntersectionObserver, so everything counts as near there. */
function isAlwaysNear(): boolean {
  return typeof document !== 'undefined' && typeof IntersectionObserver === 'undefined'
}

/** Whether only elements near the viewport are rendered here, so that none has to be watched. */
export const NearContext: Context<boolean> = createContext(false)

/** Whether an element is within one viewport of being visible. False on the server and at first, unless that is known. */
export function useNearViewport(ref: RefObject<Element | null>): boolean {
  const isKnown = useContext(NearContext) || isAlwaysNear()
  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    if (!ref.current || isKnown) return undefined
    return watch(ref.current, setIsSeen)
  }, [ref, isKnown])
  return isKnown || isSeen
}
