import type { Measurement } from '../harness/Measurement.ts'
import type { Harness } from '../harness/openHarness.ts'
import { interleave, median, type Series } from '../harness/rounds.ts'
import { kibibyte, writeFiles } from '../harness/writeFiles.ts'
import type { FirstOptions } from '../pages/scenes/first.ts'
import { farRoundTripMs } from '../sink/farRoundTripMs.ts'

interface Row extends Pick<FirstOptions, 'way' | 'until'> {
  readonly what: string
  /** More round trips than the hand-written loop may take, which has loaded everything beforehand. */
  readonly extraTrips?: number
}

const loop: Row = { what: 'hand-written loop, confirmed', way: 'loop', until: 'confirmed' }
const rows: readonly Row[] = [
  loop,
  { what: 'nothing preloaded, ticket asked for', way: 'cold', until: 'ticket' },
  // One for the code, one for the worker.
  { what: 'nothing preloaded, confirmed', way: 'cold', until: 'confirmed', extraTrips: 2 },
  { what: 'preloaded, ticket asked for', way: 'preloaded', until: 'ticket' },
  // Preloading starts no worker.
  { what: 'preloaded, confirmed', way: 'preloaded', until: 'confirmed', extraTrips: 1 },
]

/** The first file of a page whose server is far away: what counts are the round trips, chunks included. */
export async function measureFirst(harness: Harness): Promise<readonly Measurement[]> {
  // Only the sink can be far away.
  if (harness.storage !== 'sink') return []
  const files = await writeFiles(harness.folder, 1, 64 * kibibyte)
  const api = harness.api({ sendWith: 'put' })
  const wanted = rows.filter((row) => row === loop || harness.isWanted(titleOf(row)))
  const runs = wanted.map((row) => {
    const title = titleOf(row)
    const { way, until } = row
    return [title, () => harness.run('first', { way, until, api }, { files, title, isFar: true })] as const
  })
  const series = await interleave(harness.rounds, Object.fromEntries(runs))
  const loopMs = median(series[titleOf(loop)]?.ms ?? [])
  return wanted.map((row): Measurement => {
    const { ms, cost } = series[titleOf(row)] as Series
    const { extraTrips } = row
    const goal = extraTrips === undefined ? undefined : { atMost: loopMs + extraTrips * farRoundTripMs }
    return { what: titleOf(row), value: median(ms), unit: 'ms', ...(goal && { goal }), cost }
  })
}

function titleOf({ what }: Row): string {
  return `first file, round trip of ${farRoundTripMs} ms: ${what}`
}
