import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Harness, Run } from '../harness/openHarness.ts'
import { bytesPerMegabyte, type Measurement } from '../harness/Measurement.ts'
import { paintPhoto } from '../harness/paintPhoto.ts'
import { median, medianCost } from '../harness/rounds.ts'

/** How many different photos there are; the files repeat them. */
const photoCount = 5

/** Photos that are made smaller before they are sent: the time, and whether the memory depends on how many there are. */
export async function measurePrepare(harness: Harness): Promise<readonly Measurement[]> {
  const rows: Measurement[] = []
  const photos = await Promise.all(Array.from({ length: photoCount }, paintPhoto))
  for (const count of [5, 50]) {
    const what = `prepare ${count} photos of 12 MP`
    if (!harness.isWanted(what)) continue
    const files = await writePhotos(harness.folder, photos, count)
    const runs: Run<number>[] = []
    for (let round = 0; round < harness.rounds; round += 1) {
      const api = harness.api({ sendWith: 'put' })
      runs.push(await harness.run('prepare', { api }, { files, watchesMemory: true }))
    }
    const peak = median(runs.map(({ peakPrivateBytes = Number.NaN }) => peakPrivateBytes))
    rows.push(
      {
        what: `${what}: each`,
        value: median(runs.map(({ result }) => result)) / count,
        unit: 'ms',
        goal: { longestTaskMs: 50 },
        cost: medianCost(runs),
      },
      { what: `${what}: most private memory`, value: peak / bytesPerMegabyte, unit: 'MB' },
    )
  }
  return rows
}

function writePhotos(folder: string, photos: readonly Buffer[], count: number): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const path = join(folder, `photo-${index}.jpg`)
      await writeFile(path, photos[index % photos.length] ?? '')
      return path
    }),
  )
}
