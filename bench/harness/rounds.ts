import type { Run } from './openHarness.ts'

/** What one way of doing a thing took, round by round. */
export interface Series {
  readonly ms: readonly number[]
  readonly cost: PageCost
}

/** What a run cost the page; of a series, the medians of its rounds. */
export interface PageCost {
  /** The longest task of the page's thread by the clock: what a person who clicks meanwhile waits. */
  readonly longestTaskMs: number
  /**
   * The processor time of the task that needed most. Where the clock says more, the task waited: for the disk, or for a
   * processor that others were using.
   */
  readonly longestTaskCpuMs: number
  /** How many tasks needed more processor time than 16, 33 and 50 ms: one frame, two frames, and what people notice. */
  readonly tasksOver16Ms: number
  readonly tasksOver33Ms: number
  readonly tasksOver50Ms: number
  /** Processor time of all tasks of the page's thread. Unlike the clock, it does not depend on what else is running. */
  readonly busyMs: number
  /**
   * Processor time of all the browser's processes: also of its workers, its network and what draws the page, and of the
   * tracing. On a machine with few processors, it decides how long a run takes.
   */
  readonly processorMs: number
  /** What is alive after the run, above what was alive before it. */
  readonly heapBytes: number
  /** The most there was during the run, with garbage that was not collected yet, above what was alive before it. */
  readonly peakHeapBytes: number
}

/**
 * Runs each way once a round, and begins each round with another one. What slows the machine down for a while then slows
 * all of them down alike.
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
  return { ms: runs.map(({ result }) => result), cost: medianCost(runs) }
}

export function medianCost(runs: readonly Run<unknown>[]): PageCost {
  const medianOf = (key: keyof PageCost): number => median(runs.map(({ cost }) => cost[key]))
  return {
    longestTaskMs: medianOf('longestTaskMs'),
    longestTaskCpuMs: medianOf('longestTaskCpuMs'),
    tasksOver16Ms: medianOf('tasksOver16Ms'),
    tasksOver33Ms: medianOf('tasksOver33Ms'),
    tasksOver50Ms: medianOf('tasksOver50Ms'),
    busyMs: medianOf('busyMs'),
    processorMs: medianOf('processorMs'),
    heapBytes: medianOf('heapBytes'),
    peakHeapBytes: medianOf('peakHeapBytes'),
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
