import { encode } from 'blurhash'
import type { ImageSize } from './imageSize.js'

/** Straight RGBA bytes, as a canvas gives them. */
export interface Pixels extends ImageSize {
  readonly data: Uint8ClampedArray
}

/** 4 by 3 components, as the contract has it. Of at most 32 pixels: the cost grows with the area, the result does not change. */
export function encodeBlurhash({ data, width, height }: Pixels): string {
  return encode(data, width, height, 4, 3)
}

export function hasTransparency({ data }: Pixels): boolean {
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 255) return true
  return false
}

/**
 * The picture on white. A blurhash knows no transparency, and what a transparent pixel holds instead of a colour is
 * mostly black: a logo would turn into a dark patch.
 */
export function flattenOnWhite({ data, width, height }: Pixels): Pixels {
  const flat = new Uint8ClampedArray(data.length)
  for (let index = 0; index < data.length; index++) {
    const alpha = (data[index | 3] ?? 255) / 255
    flat[index] = (index & 3) === 3 ? 255 : (data[index] ?? 0) * alpha + 255 * (1 - alpha)
  }
  return { data: flat, width, height }
}
