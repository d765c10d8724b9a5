import type { Blurhash } from './parseBlurhash.js'

/** The channels are in linear light. */
type Color = readonly [red: number, green: number, blue: number]

function readColors({ average, largestDifference, differences }: Blurhash): readonly Color[] {
  const part = (level: number): number => Math.sign(level - 9) * ((level - 9) / 9) ** 2 * largestDifference
  return [
    [toLinear(average >> 16), toLinear((average >> 8) & 255), toLinear(average & 255)],
    ...differences.map((value): Color => [
      part(Math.floor(value / 361)),
      part(Math.floor(value / 19) % 19),
      part(value % 19),
    ]),
  ]
}

/**
 * Decodes a blurhash to RGBA pixels, row by row. A width of a few dozen pixels is plenty, because the browser smooths
 * them when it scales.
 */
export function decodeBlurhash(hash: Blurhash, width: number, height: number): ImageData['data'] {
  const { across, down } = hash
  const colors = readColors(hash)
  const waveX = cosines(width, across)
  const waveY = cosines(height, down)
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const x = pixel % width
    const y = (pixel - x) / width
    for (let channel = 0; channel < 3; channel++) {
      let light = 0
      for (let index = 0; index < colors.length; index++) {
        const i = index % across
        const wave = (waveX[x * across + i] ?? 0) * (waveY[y * down + (index - i) / across] ?? 0)
        light += (colors[index]?.[channel] ?? 0) * wave
      }
      pixels[pixel * 4 + channel] = toSrgb(light)
    }
    pixels[pixel * 4 + 3] = 255
  }
  return pixels
}

/** Computes cos(π·position·component / length) for each position and component. */
function cosines(length: number, components: number): readonly number[] {
  return Array.from({ length: length * components }, (_, index) => {
    const component = index % components
    return Math.cos((Math.PI * ((index - component) / components) * component) / length)
  })
}

function toLinear(value: number): number {
  const level = value / 255
  return level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4
}

function toSrgb(value: number): number {
  const level = Math.max(0, Math.min(1, value))
  return Math.trunc((level <= 0.0031308 ? level * 12.92 : 1.055 * level ** (1 / 2.4) - 0.055) * 255 + 0.5)
}
