import type { Harness } from '../harness/openHarness.ts'
import type { Measurement } from '../harness/Measurement.ts'
import { interleave, median } from '../harness/rounds.ts'

const count = 10_000
const longestTaskMs = 50
const commands = ['pause', 'cancel', 'remove', 'dismiss'] as const
const ways = [
  { way: 'core', what: '' },
  { way: 'recovery', what: ', with recovery' },
  { way: 'list', what: ', with UploadList' },
] as const
/** A byte takes longer than anyone watches. */
const bytesPerSecond = 0.001

/** A command to all of 10 000 rows. */
export async function measureCommands(harness: Harness): Promise<readonly Measurement[]> {
  const runs = commands.flatMap((command) =>
    // A rejection is not kept for the next page.
    ways
      .filter(({ way }) => command !== 'dismiss' || way !== 'recovery')
      .map(({ way, what }) => {
        const title = `${command} all of 10 000${what}`
        const api = harness.api({ sendWith: 'put', bytesPerSecond })
        return [title, () => harness.run('command', { command, way, api, count }, { title })] as const
      }),
  )
  const wanted = runs.filter(([title]) => harness.isWanted(title))
  const series = await interleave(harness.rounds, Object.fromEntries(wanted))
  return Object.entries(series).map(([title, { ms, cost }]) => ({
    what: `${title}: returns after`,
    value: median(ms),
    unit: 'ms',
    goal: { longestTaskMs },
    cost,
  }))
}
