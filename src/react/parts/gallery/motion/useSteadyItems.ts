'use client'

import { useState, useSyncExternalStore } from 'react'

interface Listed<T> {
  readonly items: readonly T[]
  readonly hasNextPage: boolean
  readonly pageCount: number
}

interface SteadyItems<T> {
  /** What the grid renders. */
  readonly shown: Listed<T>
  /** Holds further changes back until the movement has ended. */
  readonly holdUntil: (end: Promise<unknown>) => void
}

/**
 * Holds changes back while tiles glide to their new positions, because a layout that changes under a running animation
 * counts as a layout shift. Whether more items are to come is held back together with the items: if it were known before
 * the last of them, the layout would finish a row that they have yet to fill. So is the number of pages, by which the button
 * below the items is replaced when they move it.
 */
export function useSteadyItems<T>({ items, hasNextPage, pageCount }: Listed<T>): SteadyItems<T> {
  const latest = { items, hasNextPage, pageCount }
  const [movement] = useState(createMovement)
  const isMoving = useSyncExternalStore(movement.subscribe, movement.isMoving, movement.isMoving)
  const [shown, setShown] = useState<Listed<T>>(latest)
  const isCurrent = shown.items === items && shown.hasNextPage === hasNextPage
  // A file that is deleted leaves at once, because the next key must not meet it again. What moves right after a key or a
  // click does not count as a layout shift.
  const isHeld = isMoving && items.length >= shown.items.length
  if (!isHeld && !isCurrent) setShown(latest)
  return { shown, holdUntil: movement.start }
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
