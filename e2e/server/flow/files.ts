import { randomUUID } from 'node:crypto'
import sharp from 'sharp'

/** Makes a text that no other test uses. */
export function makeText(name = 'notes.txt', content: string = randomUUID()): File {
  return new File([content], name, { type: 'text/plain' })
}

/** Makes a small picture that no other test uses: 40 by 20 pixels, one colour. */
export async function makePhoto(name = 'photo.png'): Promise<File> {
  const [r = 0, g = 0, b = 0] = Buffer.from(randomUUID().replaceAll('-', ''), 'hex')
  const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: { r, g, b } } })
    .withExif({ IFD0: { ImageDescription: randomUUID() } })
    .png()
    .toBuffer()
  return new File([new Uint8Array(png)], name, { type: 'image/png' })
}

/** Makes a copy of the same bytes with another name, type or both. */
export function renamed(file: File, name: string, type: string = file.type): File {
  return new File([file], name, { type })
}
