import sharp from 'sharp'
import type { TestFile } from './files.ts'

export interface Landscape {
  readonly name: string
  /** Colours of the sky from top to horizon, and of the sun. */
  readonly sky: readonly [top: string, horizon: string]
  readonly sun: string
  /** Colours of the mountains, from the farthest to the nearest. */
  readonly mountains: readonly [far: string, middle: string, near: string]
  /** Shifts the mountains and the sun, so that no two pictures look alike. */
  readonly seed: number
}

/** Paints mountains under a sky, always the same for the same description: a JPEG, or a PNG with enough noise to be large. */
export async function makeLandscape(landscape: Landscape, edge: number = 800): Promise<TestFile> {
  const { name } = landscape
  const picture = sharp(Buffer.from(draw(landscape))).resize(edge, edge)
  if (!name.endsWith('.png')) {
    return { name, mimeType: 'image/jpeg', buffer: await picture.jpeg({ quality: 90 }).toBuffer() }
  }
  const noise = { width: edge, height: edge, channels: 3 as const, background: '#000' }
  const grain = await sharp({ create: { ...noise, noise: { type: 'gaussian', mean: 128, sigma: 6 } } })
    .png()
    .toBuffer()
  const buffer = await picture
    .composite([{ input: grain, blend: 'soft-light' }])
    .png()
    .toBuffer()
  return { name, mimeType: 'image/png', buffer }
}

function draw({ sky, sun, mountains, seed }: Landscape): string {
  const ridges = mountains.map((colour, index) => {
    const heights = Array.from(
      { length: 7 },
      (_, corner) => 0.5 + index * 0.17 + 0.14 * wave(seed + index * 7 + corner),
    )
    const corners = heights.map((height, corner) => `${(corner / 6) * 100},${height * 100}`)
    return `<polygon fill="${colour}" points="0,100 ${corners.join(' ')} 100,100"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="800" height="800">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="0.6" stop-color="${sky[1]}"/></linearGradient></defs>
    <rect width="100" height="100" fill="url(#sky)"/>
    <circle cx="${20 + 60 * wave(seed)}" cy="27" r="8" fill="${sun}"/>
    ${ridges.join('\n')}
  </svg>`
}

/** A number from 0 to 1 that looks like chance. */
function wave(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43758.5453
  return value - Math.floor(value)
}
