'use client'

import { useEffect, useState } from 'react'
import { nextTask } from '../../../shared/nextTask.js'

/**
 * Follows a growing count in steps, one per task, because rendering a hundred rows at once would block the page for a
 * tenth of a second. The initial count applies at once.
 */
export function useGradualCount(count: number, step: number): number {
  const [reached, setReached] = useState(count)
  const isBehind = reached < count
  if (reached > count) setReached(count)
  useEffect(() => {
    if (!isBehind) return undefined
    let isOver = false
    void nextTask().then(() => !isOver && setReached(reached + step))
    return () => {
      isOver = true
    }
  }, [isBehind, reached, step])
  return Math.min(count, Math.max(reached, step))
}
