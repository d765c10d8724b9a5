import type { Harness } from '../harness/openHarness.ts'
import type { Measurement } from '../harness/Measurement.ts'
import { interleave, median } from '../harness/rounds.ts'
import { writeFiles } from '../harness/writeFiles.ts'
import type { AddOptions } from '../pages/scenes/add.ts'

const count = 5000
const sizeBytes = 100
const goal = { atMost: 30, longestTaskMs: 50 }

interface Row extends Pick<AddOptions, 'way' | 'until'> {
  readonly what: string
  readonly from: 'disk' | 'memory'
  readonly goal?: typeof goal
}

const rows: readonly Row[] = [
  // Whoever reads the sizes first pays for them: the browser asks the disk for each, and the page waits.
  { what: 'their sizes read, and nothing else', from: 'disk', way: 'sizes', until: 'allRows' },
  { what: 'uploader, first row', from: 'disk', way: 'core', until: 'firstRow', goal },
  { what: 'uploader, all rows', from: 'disk', way: 'core', until: 'allRows' },
  { what: 'uploader, first ticket asked for', from: 'disk', way: 'core', until: 'firstTicket' },
  { what: 'hand-written list, first row shown', from: 'disk', way: 'byHand', until: 'firstRow' },
  { what: 'dropzone and list, first row shown', from: 'disk', way: 'dropzone', until: 'firstRow', goal },
  { what: 'dropzone and list, all rows', from: 'disk', way: 'dropzone', until: 'allRows' },
  { what: 'hand-written list, first row shown', from: 'memory', way: 'byHand', until: 'firstRow' },
  { what: 'uploader, first row', from: 'memory', way: 'core', until: 'firstRow', goal },
  { what: 'dropzone and list, first row shown', from: 'memory', way: 'dropzone', until: 'firstRow', goal },
]

/** Many files at once, chosen in a file input or made by the page. */
export async function measureDisk(harness: Harness): Promise<readonly Measurement[]> {
  const onDisk = await writeFiles(harness.folder, count, sizeBytes)
  const runs = rows.map((row) => {
    const { from, way, until } = row
    const title = titleOf(row)
    const files = from === 'disk' ? onDisk : []
    return [title, () => harness.run('add', { way, until, count }, { files, title })] as const
  })
  const wanted = runs.filter(([title]) => harness.isWanted(title))
  const series = await interleave(harness.rounds, Object.fromEntries(wanted))
  return Object.entries(series).map(([what, { ms, cost }]): Measurement => {
    const rowGoal = rows.find((row) => what === titleOf(row))?.goal
    return { what, value: median(ms), unit: 'ms', ...(rowGoal && { goal: rowGoal }), cost }
  })
}

function titleOf({ from, what }: Row): string {
  return `5 000 files from ${from}: ${what}`
}
