import { randomBytes } from 'node:crypto'
import sharp from 'sharp'

/** A file as Playwright's `setInputFiles` takes it. */
export interface PickedFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Makes a JPEG that equals no other one, so that it is never recognised as stored already. */
export async function makePhoto(name: string, width = 320, height = 240): Promise<PickedFile> {
  const [r = 0, g = 0, b = 0] = randomBytes(3)
  const buffer = await sharp({ create: { width, height, channels: 3, background: { r, g, b } } })
    .withExif({ IFD0: { ImageDescription: randomBytes(16).toString('hex') } })
    .jpeg()
    .toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}

export function makePhotos(count: number): Promise<readonly PickedFile[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => makePhoto(`photo ${index + 1}.jpg`, 64, 48)))
}
