import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { addExifToJpeg, makeExif } from '../../scripts/images/exif.ts'
import type { Harness, Run } from '../harness/openHarness.ts'
import type { Measurement } from '../harness/Measurement.ts'
import { paintPhoto } from '../harness/paintPhoto.ts'
import { median, medianCost } from '../harness/rounds.ts'

const kinds = [
  { name: 'with-thumbnail.jpg', what: 'with an Exif thumbnail', atMost: 40 },
  { name: 'without-thumbnail.jpg', what: 'without', atMost: 40 },
] as const

/** Size, blurhash and thumbnail of a photo of 12 megapixels. */
export async function measureImages(harness: Harness): Promise<readonly Measurement[]> {
  const files = await writePhotos(harness.folder)
  const runs: Run<readonly number[]>[] = []
  for (let round = 0; round < harness.rounds; round += 1) runs.push(await harness.run('image', null, { files }))
  const cost = medianCost(runs)
  const measurements = kinds.map(({ what, atMost }, index) => ({
    what: `inspect a JPEG of 12 MP ${what}`,
    value: median(runs.map(({ result }) => result[index] ?? Number.NaN)),
    unit: 'ms' as const,
    goal: { atMost, longestTaskMs: 50 },
    cost,
  }))
  return measurements.filter(({ what }) => harness.isWanted(what))
}

async function writePhotos(folder: string): Promise<readonly string[]> {
  const jpeg = await paintPhoto()
  const thumbnail = await sharp(jpeg).resize(160, 120).jpeg({ quality: 70 }).toBuffer()
  const photos = [addExifToJpeg(jpeg, makeExif(1, thumbnail)), addExifToJpeg(jpeg, makeExif(1))]
  return Promise.all(
    kinds.map(async ({ name }, index) => {
      const path = join(folder, name)
      await writeFile(path, photos[index] ?? jpeg)
      return path
    }),
  )
}
