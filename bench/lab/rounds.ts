import type { Blocked } from '../pages/scenarios.ts'
import type { Run } from './lab.ts'

/** What one way of doing a thing took, round by round. */
export interface Series {
  readonly ms: readonly number[]
  readonly mainThread: MainThread
}

export interface MainThread extends Blocked {
  /** Processor time. */
  readonly busyMs: number
}

/**
 * Runs each way once a round, each round beginning with another: what slows the machine for a while then slows all of
 * them alike.
 */
export async function interleave<K extends string>(
  rounds: number,
  ways: Readonly<Record<K, () => Promise<Run<number>>>>,
): Promise<Record<K, Series>> {
  const entries = Object.entries(ways) as [K, () => Promise<Run<number>>][]
  const runs = new Map(entries.map(([name]) => [name, [] as Run<number>[]]))
  for (let round = 0; round < rounds; round += 1) {
    const first = round % entries.length
    for (const [name, run] of [...entries.slice(first), ...entries.slice(0, first)]) runs.get(name)?.push(await run())
  }
  return Object.fromEntries([...runs].map(([name, list]) => [name, summarise(list)])) as Record<K, Series>
}

function summarise(runs: readonly Run<number>[]): Series {
  return { ms: runs.map(({ result }) => result), mainThread: watchOver(runs) }
}

/** The longest of all runs, because a promise is broken by the first that breaks it; and what they took as a rule. */
export function watchOver(runs: readonly Run<unknown>[]): MainThread {
  return {
    longestTaskMs: Math.max(...runs.map(({ blocked }) => blocked.longestTaskMs)),
    longestGapMs: Math.max(...runs.map(({ blocked }) => blocked.longestGapMs)),
    busyMs: median(runs.map(({ busyMs }) => busyMs)),
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}

/** The median of the rounds' ratios. */
export function medianRatio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((value, round) => value / (to[round] ?? Number.NaN)))
}
