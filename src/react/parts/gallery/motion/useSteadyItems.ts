'use client'

import { useState, useSyncExternalStore } from 'react'

interface SteadyItems<T> {
  /** The items for the grid to render. */
  readonly shown: readonly T[]
  /** Holds further changes back until the movement has ended. */
  readonly holdUntil: (end: Promise<unknown>) => void
}

/**
 * Holds changes back while tiles glide to their new positions, because a layout that changes under a running animation
 * counts as a layout shift.
 */
export function useSteadyItems<T>(items: readonly T[]): SteadyItems<T> {
  const [movement] = useState(createMovement)
  const isMoving = useSyncExternalStore(movement.subscribe, movement.isMoving, movement.isMoving)
  const [shown, setShown] = useState(items)
  if (!isMoving && shown !== items) setShown(items)
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
