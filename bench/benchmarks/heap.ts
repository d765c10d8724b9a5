import type { Harness, Run } from '../harness/openHarness.ts'
import type { Measurement } from '../harness/Measurement.ts'
import { medianCost } from '../harness/rounds.ts'

const count = 10_000
const bytesPerMegabyte = 1_000_000

const ways = [
  { way: 'files', what: 'File objects alone' },
  { way: 'core', what: 'core', atMost: 20 },
  { way: 'list', what: 'with UploadList', atMost: 20 },
] as const

/** What 10 000 files that wait take of JavaScript's heap. */
export async function measureHeap(harness: Harness): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = []
  for (const { way, what: how, ...goal } of ways) {
    const what = `10 000 files queued: heap, ${how}`
    if (!harness.isWanted(what)) continue
    const runs: Run<null>[] = []
    for (let round = 0; round < harness.rounds; round += 1) runs.push(await harness.run('heap', { way, count }))
    const cost = medianCost(runs)
    measurements.push({
      what,
      value: cost.heapBytes / bytesPerMegabyte,
      unit: 'MB',
      cost,
      ...('atMost' in goal && { goal }),
    })
  }
  return measurements
}
