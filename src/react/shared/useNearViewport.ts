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

/** Whether elements here start as near the viewport, because far ones are not rendered. Saves a second render of each. */
export const StartsNearContext: Context<boolean> = createContext(false)

/** Whether an element is within one viewport of being visible. False on the server. */
export function useNearViewport(ref: RefObject<Element | null>): boolean {
  const startsNear = useContext(StartsNearContext)
  const [isNear, setIsNear] = useState(() => startsNear || isAlwaysNear())
  useEffect(() => {
    if (!ref.current || isAlwaysNear()) return undefined
    return watch(ref.current, setIsNear)
  }, [ref])
  return isNear
}
