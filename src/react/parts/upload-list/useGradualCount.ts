'use client'

import { useEffect, useState } from 'react'
import { nextTask } from '../../../shared/nextTask.js'

/**
 * A count that follows another one upwards in steps, one step a task: a hundred rows made in one go would hold up the
 * page for a tenth of a second. What is there at first counts at once.
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
