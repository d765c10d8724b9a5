const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~'

/** NaN where a character is not of the alphabet. */
function decode83(text: string): number {
  return Array.from(text).reduce((value, digit) => {
    const index = digits.indexOf(digit)
    return index < 0 ? Number.NaN : value * 83 + index
  }, 0)
}

type Color = readonly [red: number, green: number, blue: number]

/** A hash taken apart: how many components across and down, and each one's colour in linear light. */
interface Blurhash {
  readonly across: number
  readonly down: number
  readonly colors: readonly Color[]
}

/** null where the text is no blurhash. */
function parse(hash: string): Blurhash | null {
  const size = decode83(hash.slice(0, 1))
  const across = (size % 9) + 1
  const down = Math.floor(size / 9) + 1
  if (hash.length !== 4 + 2 * across * down || Number.isNaN(decode83(hash))) return null
  const most = (decode83(hash.slice(1, 2)) + 1) / 166
  const colors = Array.from({ length: across * down }, (_, index) =>
    index === 0 ? parseAverage(hash) : parseDifference(hash.slice(4 + index * 2, 6 + index * 2), most),
  )
  return { across, down, colors }
}

function parseAverage(hash: string): Color {
  const value = decode83(hash.slice(2, 6))
  return [toLinear(value >> 16), toLinear((value >> 8) & 255), toLinear(value & 255)]
}

function parseDifference(text: string, most: number): Color {
  const value = decode83(text)
  const part = (level: number): number => Math.sign(level - 9) * ((level - 9) / 9) ** 2 * most
  return [part(Math.floor(value / 361)), part(Math.floor(value / 19) % 19), part(value % 19)]
}

/**
 * A blurhash as pixels (RGBA, row by row), null where the text is none. A few dozen pixels across are plenty: the browser
 * smooths them when it scales.
 * @see https://github.com/woltapp/blurhash/blob/master/Algorithm.md
 */
export function decodeBlurhash(hash: string, width: number, height: number): ImageData['data'] | null {
  const parsed = parse(hash)
  if (!parsed) return null
  const { across, down, colors } = parsed
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

/** The one colour that a hash comes down to: '#rrggbb', null where the text is no blurhash. */
export function averageColor(hash: string): string | null {
  return parse(hash) && `#${decode83(hash.slice(2, 6)).toString(16).padStart(6, '0')}`
}

/** cos(π·position·component / length) for each position and component. */
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
