'use client'

import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useBrowserLayoutEffect } from '../../../shared/useBrowserLayoutEffect.js'
import { createChunk, useChunk } from '../../../shared/useChunk.js'
import type { Places } from './glide.js'

/** Until it has loaded, tiles jump to their new positions. */
const glideChunk = createChunk(() => import('./glide.js'))

/**
 * Returns the items for the grid to render. When they change, tiles glide to their new positions. Further changes wait
 * until the animation has ended, because a layout that changes under a running animation counts as a layout shift.
 */
export function useSteadyItems<T>(items: readonly T[], list: RefObject<HTMLElement | null>): readonly T[] {
  const [movement] = useState(createMovement)
  const isMoving = useSyncExternalStore(movement.subscribe, movement.isMoving, movement.isMoving)
  const [shown, setShown] = useState(items)
  if (!isMoving && shown !== items) setShown(items)

  const places = useRef<Places>(new Map())
  const motion = useChunk(glideChunk, true)
  useBrowserLayoutEffect(() => {
    if (!list.current || !motion) return
    const before = places.current
    places.current = motion.measurePlaces(list.current, listMovingElements(list.current))
    const glided = motion.glide(list.current, before, places.current)
    if (glided) movement.start(glided)
  }, [shown, list, movement, motion])

  useEffect(() => {
    const element = list.current
    if (!element || !motion || typeof ResizeObserver === 'undefined') return undefined
    const observer = new ResizeObserver(() => {
      places.current = motion.measurePlaces(element, listMovingElements(element))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [list, motion])
  return shown
}

/** The tiles, and the button below them. */
function listMovingElements(list: HTMLElement): readonly HTMLElement[] {
  return [...list.children, list.nextElementSibling].filter((element) => element instanceof HTMLElement)
}

interface Movement {
  readonly isMoving: () => boolean
  readonly subscribe: (listener: () => void) => () => void
  readonly start: (end: Promise<unknown>) => void
}

function createMovement(): Movement {
  const listeners = new Set<() => void>()
  let isMoving = false
  const set = (value: boolean): void => {
    isMoving = value
    for (const listener of listeners) listener()
  }
  return {
    isMoving: () => isMoving,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start(end) {
      set(true)
      void end.then(() => set(false))
    },
  }
}
