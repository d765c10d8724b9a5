import type { PageCost } from './rounds.ts'

export const bytesPerMegabyte = 1_000_000

/** One row of the report. */
export interface Measurement {
  readonly what: string
  readonly value: number
  readonly unit: 'x' | 'ms' | 'MB' | 'kB' | '/s' | 'nodes'
  readonly goal?: Goal
  /** Absolute figures behind a ratio. */
  readonly note?: string
  readonly cost?: PageCost
  /** What a way leaves out of the work that coatcheck does. */
  readonly without?: string
}

/** What a row has to keep to; a row without a goal is there to compare with. */
export interface Goal {
  readonly atLeast?: number
  readonly atMost?: number
  /** Of the page's thread. */
  readonly longestTaskMs?: number
  readonly heapBytes?: number
}

export function meetsGoal({ value, goal = {}, cost }: Measurement): boolean {
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = goal
  const { longestTaskMs = Number.POSITIVE_INFINITY, heapBytes = Number.POSITIVE_INFINITY } = goal
  if (value < atLeast || value > atMost) return false
  return cost === undefined || (cost.longestTaskMs <= longestTaskMs && cost.heapBytes <= heapBytes)
}
