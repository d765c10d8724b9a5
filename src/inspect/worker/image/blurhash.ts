import { encode } from 'blurhash'
import type { ImageSize } from './imageSize.js'

/** Straight RGBA bytes, as a canvas gives them. */
export interface Pixels extends ImageSize {
  readonly data: Uint8ClampedArray
}

/**
 * Encodes 4 by 3 components, as the contract says. Pass a picture of at most 32 pixels: a larger one takes longer and
 * gives the same result.
 */
export function encodeBlurhash({ data, width, height }: Pixels): string {
  return encode(data, width, height, 4, 3)
}

export function hasTransparency({ data }: Pixels): boolean {
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 255) return true
  return false
}

/**
 * Puts the picture on white. A blurhash has no transparency, and transparent pixels are mostly stored as black, so a
 * logo would turn into a dark patch.
 */
export function flattenOnWhite({ data, width, height }: Pixels): Pixels {
  const flat = new Uint8ClampedArray(data.length)
  for (let index = 0; index < data.length; index++) {
    const alpha = (data[index | 3] ?? 255) / 255
    flat[index] = (index & 3) === 3 ? 255 : (data[index] ?? 0) * alpha + 255 * (1 - alpha)
  }
  return { data: flat, width, height }
}
