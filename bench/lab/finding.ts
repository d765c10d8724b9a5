import type { MainThread } from './rounds.ts'

/** One line of the report. */
export interface Finding {
  readonly what: string
  readonly value: number
  readonly unit: 'x' | 'ms' | 'MB'
  /** Left out: only told. */
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number }
  /** Absolute figures behind a ratio. */
  readonly note?: string
  readonly mainThread?: MainThread
}

/** No task may keep the main thread as long, whatever is dropped or shown. */
const longestTaskMs = 50

export function meetsGoal({ value, goal, mainThread }: Finding): boolean {
  if (mainThread && mainThread.longestTaskMs >= longestTaskMs) return false
  if (!goal) return true
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost
}
