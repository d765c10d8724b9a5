import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { Dice } from './Dice.ts'
import type { Lap, PlannedFile } from './planLap.ts'

/** SHA-256 in hex, by content. */
export type Digests = Map<string, string>

const atOnce = 200

/** Writes a lap's files to disk, so that the page gets real files. Returns their paths by name. */
export async function makeFiles(
  { name: lap, files }: Lap,
  { seed, folder, digests }: { readonly seed: string; readonly folder: string; readonly digests: Digests },
): Promise<ReadonlyMap<string, string>> {
  const pictures = await paintPictures()
  const place = join(folder, lap)
  await mkdir(place)
  const paths = new Map<string, string>()
  const write = async (file: PlannedFile): Promise<void> => {
    const content = contentOf(file, seed, pictures)
    digests.set(file.content, createHash('sha256').update(content).digest('hex'))
    paths.set(file.name, join(place, file.name))
    await writeFile(join(place, file.name), content)
  }
  for (let taken = 0; taken < files.length; taken += atOnce) {
    await Promise.all(files.slice(taken, taken + atOnce).map(write))
  }
  return paths
}

/** Appends bytes after the end of a picture, where decoders ignore them, so that one picture makes many files. */
function contentOf({ content, sizeBytes, name, isPicture }: PlannedFile, seed: string, pictures: Pictures): Buffer {
  const bytes = new Dice(seed).bytes(content, sizeBytes)
  const extension = content.split('.').at(-1) ?? ''
  const picture = isPicture ? pictures[extension] : undefined
  if (isPicture && !picture) throw new Error(`There is no picture for ${name}.`)
  if (!picture) return bytes
  return Buffer.concat([picture, bytes.subarray(0, Math.max(16, sizeBytes - picture.length))])
}

type Pictures = Readonly<Record<string, Buffer>>

async function paintPictures(): Promise<Pictures> {
  const sky = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#135"/><stop offset="1" stop-color="#fc9"/></linearGradient></defs><rect width="640" height="480" fill="url(#s)"/><circle cx="200" cy="200" r="70" fill="#fea"/></svg>',
  )
  return {
    jpg: await sharp(sky).jpeg({ quality: 80 }).toBuffer(),
    png: await sharp(sky).png({ palette: true }).toBuffer(),
    webp: await sharp(sky).webp({ quality: 80 }).toBuffer(),
  }
}
