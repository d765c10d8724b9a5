import type { Harness } from '../harness/openHarness.ts'
import type { Goal, Measurement } from '../harness/Measurement.ts'
import { interleave, median, medianRatio, type Series } from '../harness/rounds.ts'
import { send, type Way } from './send.ts'

export interface NamedWay extends Way {
  readonly what: string
  readonly goal?: Goal
  /** What it leaves out of the work that coatcheck does. */
  readonly without?: string
  /** Takes no longer than the way of this name does in the same run. */
  readonly asFastAs?: string
}

/** Several ways to send the same files, each against the first of them. */
export async function compare(
  harness: Harness,
  files: readonly string[],
  { what, ways }: { readonly what: string; readonly ways: readonly [NamedWay, ...NamedWay[]] },
): Promise<readonly Measurement[]> {
  const titleOf = (way: NamedWay): string => `${what}: ${way.what}`
  if (!ways.some((way) => harness.isWanted(titleOf(way)))) return []
  const wanted = ways.filter((way) => way === ways[0] || harness.isWanted(titleOf(way)))
  const runs = wanted.map((way) => [way.what, () => send(harness, files, way, titleOf(way))] as const)
  const series = await interleave(harness.rounds, Object.fromEntries(runs))
  const base = series[ways[0].what] as Series
  return wanted.map(({ what: how, goal, without, asFastAs = '' }): Measurement => {
    const { ms, cost } = series[how] as Series
    const limit = series[asFastAs] && medianRatio(series[asFastAs].ms, base.ms)
    return {
      what: `${what}: ${how}`,
      value: medianRatio(ms, base.ms),
      unit: 'x',
      ...(goal && { goal: limit === undefined ? goal : { ...goal, atMost: limit } }),
      cost,
      ...(without && { without }),
      note: `${Math.round(median(ms))} ms against ${Math.round(median(base.ms))} ms`,
    }
  })
}
