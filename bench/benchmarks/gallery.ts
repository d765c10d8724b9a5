import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { paintPicture } from '../../scripts/seed/paintPicture.ts'
import { bytesPerMegabyte, type Goal, type Measurement } from '../harness/Measurement.ts'
import type { Harness, Run } from '../harness/openHarness.ts'
import { median, medianCost } from '../harness/rounds.ts'
import type { GalleryOptions, GalleryResult, ServedPicture } from '../pages/scenes/gallery.tsx'

const count = 10_000
const tilesOfAPage = 60
const longestTaskMs = 50
/** Of different pictures; each tile loads one under a URL of its own. */
const pictureCount = 12

/** A gallery of 10 000 files: what it takes of the page, and how it scrolls. */
export async function measureGallery(harness: Harness): Promise<readonly Measurement[]> {
  const pictures = await servePictures(join(harness.folder, 'pages', 'pictures'))
  const run = async (options: Partial<GalleryOptions>): Promise<readonly Run<GalleryResult>[]> => {
    const runs: Run<GalleryResult>[] = []
    const usual = { way: 'coatcheck', task: 'load', layout: 'square', count, hasPreviews: true, pictures } as const
    for (let round = 0; round < harness.rounds; round += 1)
      runs.push(await harness.run('gallery', { ...usual, ...options }, { hasPictures: true }))
    return runs
  }
  const rows: Measurement[] = []
  for (const layout of ['square', 'justified'] as const) {
    const of = (what: string): string => `gallery of 10 000, ${layout}: ${what}`
    if (!harness.isWanted(of(''))) continue
    const still = await run({ layout })
    rows.push({ what: of('nodes of the page'), value: nodesOf(still), unit: 'nodes', goal: { atMost: 1500 } })
    rows.push({ what: of('private memory'), value: memoryOf(still), unit: 'MB', goal: { atMost: 200 } })
    const scrolled = await run({ layout, task: 'scroll' })
    rows.push(...describeScrolled(of(''), 'scrolled', scrolled, { atMost: 200 }, { atMost: 50, longestTaskMs }))
    rows.push(timeJump(of(''), scrolled, { atMost: 50 }))
    const browsed = await run({ layout, task: 'browse' })
    rows.push(...describeScrolled(of(''), 'browsed', browsed, { atMost: 200 }, { atMost: 50, longestTaskMs }))
    const entered = await run({ layout, task: 'enter' })
    rows.push({
      what: of('an upload enters: longest frame'),
      value: median(entered.map(({ result }) => result.longestFrameMs)),
      unit: 'ms',
      goal: { longestTaskMs },
      cost: medianCost(entered),
    })
  }
  const byHand = 'a list of <img> by hand, 10 000 pictures: '
  if (harness.isWanted(byHand)) {
    const scrolled = await run({ way: 'by-hand', task: 'scroll' })
    rows.push(...describeScrolled(byHand, 'scrolled', scrolled), timeJump(byHand, scrolled))
    rows.push(...describeScrolled(byHand, 'browsed', await run({ way: 'by-hand', task: 'browse' })))
  }
  if (harness.isWanted(bytesOfTiles)) rows.push(...(await compareBytes(run)))
  return rows
}

function timeJump(name: string, runs: readonly Run<GalleryResult>[], goal?: Goal): Measurement {
  const value = median(runs.map(({ result }) => result.longestJumpFrameMs))
  return { what: `${name}longest frame after a jump to the end`, value, unit: 'ms', ...(goal && { goal }) }
}

/**
 * The frames and the memory of a gallery that was scrolled. Chromium keeps the last thousand pictures decoded, of any
 * page, and drops them when memory is short.
 */
function describeScrolled(
  name: string,
  how: 'browsed' | 'scrolled',
  runs: readonly Run<GalleryResult>[],
  memoryGoal?: Goal,
  frameGoal?: Goal,
): readonly Measurement[] {
  const cost = medianCost(runs)
  const memory = `${name}private memory, ${how}`
  const frames = `${name}longest frame while ${how}`
  const rest = runs.map(({ privateBytes = Number.NaN, decodedBytes = Number.NaN }) => privateBytes - decodedBytes)
  const ownMemory = memoryGoal && { goal: memoryGoal }
  return [
    { what: memory, value: memoryOf(runs), unit: 'MB', ...ownMemory },
    { what: `${memory}, without decoded pictures`, value: median(rest) / bytesPerMegabyte, unit: 'MB', ...ownMemory },
    {
      what: frames,
      value: median(runs.map(({ result }) => result.longestFrameMs)),
      unit: 'ms',
      cost,
      note: `tasks over 16, 33, 50 ms of CPU: ${cost.tasksOver16Ms}, ${cost.tasksOver33Ms}, ${cost.tasksOver50Ms}`,
      ...(frameGoal && { goal: frameGoal }),
    },
  ]
}

const bytesOfTiles = 'bytes of the pictures of 60 tiles'

async function compareBytes(
  run: (options: Partial<GalleryOptions>) => Promise<readonly Run<GalleryResult>[]>,
): Promise<readonly Measurement[]> {
  const [originals, previews] = [
    bytesOf(await run({ count: tilesOfAPage, hasPreviews: false })),
    bytesOf(await run({ count: tilesOfAPage })),
  ]
  return [
    { what: `${bytesOfTiles}: originals`, value: originals / bytesPerMegabyte, unit: 'MB' },
    {
      what: `${bytesOfTiles}: previews`,
      value: previews / bytesPerMegabyte,
      unit: 'MB',
      goal: { atMost: originals / bytesPerMegabyte / 20 },
      note: `1/${Math.round(originals / previews)}`,
    },
  ]
}

function nodesOf(runs: readonly Run<GalleryResult>[]): number {
  return median(runs.map(({ result }) => result.nodes))
}

function memoryOf(runs: readonly Run<GalleryResult>[]): number {
  return median(runs.map(({ privateBytes = Number.NaN }) => privateBytes)) / bytesPerMegabyte
}

function bytesOf(runs: readonly Run<GalleryResult>[]): number {
  return median(runs.map(({ result }) => result.pictureBytes))
}

async function servePictures(folder: string): Promise<readonly ServedPicture[]> {
  await mkdir(folder, { recursive: true })
  const pictures: ServedPicture[] = []
  for (let index = 0; index < pictureCount; index += 1) {
    const { bytes, preview, width, height, blurhash } = await paintPicture(index)
    await writeFile(join(folder, `${index}.jpg`), bytes)
    await writeFile(join(folder, `${index}.webp`), preview)
    const [url, previewUrl] = [`/pictures/${index}.jpg`, `/pictures/${index}.webp`]
    pictures.push({ url, previewUrl, width, height, blurhash })
  }
  return pictures
}
