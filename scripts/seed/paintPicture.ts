import { encode } from 'blurhash'
import sharp from 'sharp'
import type { Preview } from '../../src/server/uploads/confirm/MakePreviews.ts'
import { shrinkPicture } from '../../src/server/node/previews/shrinkPicture.ts'

/** A picture in storage's form, and what a page would have found out about it. */
export interface SeedPicture {
  readonly bytes: Uint8Array
  readonly preview: Uint8Array
  readonly previewType: Preview['type']
  readonly width: number
  readonly height: number
  readonly blurhash: string
}

/** pixels; as wide as the smaller one of the server's previews */
export const previewWidth = 320

const shapes = [
  [1600, 1067],
  [1067, 1600],
  [1200, 1200],
  [1600, 900],
  [1280, 1707],
  [2000, 857],
] as const

/** Paints a landscape as a camera would save it, with grain, and the smaller pictures of it. */
export async function paintPicture(index: number): Promise<SeedPicture> {
  const [width, height] = shapes[index % shapes.length] ?? shapes[0]
  const bytes = await sharp(Buffer.from(drawLandscape(width, height, index)))
    .composite([{ input: await makeGrain(width, height), blend: 'soft-light' }])
    .jpeg({ quality: 88 })
    .toBuffer()
  const [preview] = await shrinkPicture(bytes, [previewWidth], 100_000_000)
  if (!preview) throw new Error('A painted picture has no preview.')
  const small = await sharp(bytes).resize(32, 32, { fit: 'fill' }).ensureAlpha().raw().toBuffer()
  return {
    bytes,
    preview: preview.bytes,
    previewType: preview.type,
    width,
    height,
    blurhash: encode(new Uint8ClampedArray(small), 32, 32, 4, 3),
  }
}

function makeGrain(width: number, height: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 18 } as const
  return sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png()
    .toBuffer()
}

function drawLandscape(width: number, height: number, seed: number): string {
  const hue = (seed * 47) % 360
  const at = (step: number, least: number, span: number): number => least + ((seed * step) % span)
  const ridge = (base: number, step: number): string =>
    [0, 1, 2, 3, 4, 5].map((point) => `${point * 20} ${base + ((seed * step + point * 31) % 22)}`).join('L')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none">
    <defs><linearGradient id="sky" x2="0" y2="1">
      <stop stop-color="hsl(${hue} 65% ${at(7, 55, 25)}%)"/><stop offset="1" stop-color="hsl(${hue + 50} 70% 70%)"/>
    </linearGradient></defs>
    <rect width="100" height="100" fill="url(#sky)"/>
    <circle cx="${at(13, 15, 70)}" cy="${at(5, 15, 30)}" r="${at(3, 4, 8)}" fill="hsl(${hue + 180} 85% 88%)"/>
    <path d="M${ridge(38, 17)}L100 100L0 100Z" fill="hsl(${hue + 30} 35% 48%)"/>
    <path d="M${ridge(54, 29)}L100 100L0 100Z" fill="hsl(${hue + 20} 40% 32%)"/>
    <path d="M${ridge(72, 41)}L100 100L0 100Z" fill="hsl(${hue + 10} 45% 18%)"/></svg>`
}
