import type { Measurement } from '../harness/Measurement.ts'
import type { Harness } from '../harness/openHarness.ts'
import { interleave, median } from '../harness/rounds.ts'
import { kibibyte, writeFiles } from '../harness/writeFiles.ts'
import type { FirstOptions } from '../pages/scenes/first.ts'
import { farRoundTripMs } from '../sink/farRoundTripMs.ts'

interface Row extends Pick<FirstOptions, 'way' | 'until'> {
  readonly what: string
}

const rows: readonly Row[] = [
  { what: 'hand-written loop, confirmed', way: 'loop', until: 'confirmed' },
  { what: 'nothing preloaded, ticket asked for', way: 'cold', until: 'ticket' },
  { what: 'nothing preloaded, confirmed', way: 'cold', until: 'confirmed' },
  { what: 'preloaded, ticket asked for', way: 'preloaded', until: 'ticket' },
  { what: 'preloaded, confirmed', way: 'preloaded', until: 'confirmed' },
]

/** The first file of a page whose server is far away: what counts are the round trips, chunks included. */
export async function measureFirst(harness: Harness): Promise<readonly Measurement[]> {
  // Only the sink can be far away.
  if (harness.storage !== 'sink') return []
  const files = await writeFiles(harness.folder, 1, 64 * kibibyte)
  const api = harness.api({ sendWith: 'put' })
  const runs = rows.map(({ what, way, until }) => {
    const title = `first file, round trip of ${farRoundTripMs} ms: ${what}`
    return [title, () => harness.run('first', { way, until, api }, { files, title, isFar: true })] as const
  })
  const wanted = runs.filter(([title]) => harness.isWanted(title))
  const series = await interleave(harness.rounds, Object.fromEntries(wanted))
  return Object.entries(series).map(([what, { ms, cost }]) => ({ what, value: median(ms), unit: 'ms', cost }))
}
