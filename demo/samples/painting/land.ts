import { type Colours, paintGradient, type Point } from './light.ts'
import { between, type Picture } from './Picture.ts'

interface Ridge {
  /** The mean height of the ridge, a fraction from the top. */
  readonly at: number
  /** How much it rises and falls, a fraction of the height. */
  readonly relief: number
  /** 0.35 for round hills to 0.6 for crags. */
  readonly roughness: number
  /** From the ridge to the foot. */
  readonly colours: Colours
  /** Where the lowest colour is reached. @default 1 */
  readonly foot?: number
}

const corners = 256

/** Paints land below a ridge, and returns the ridge's heights from left to right. */
export function paintRidge(picture: Picture, { at, relief, roughness, colours, foot = 1 }: Ridge): readonly number[] {
  const heights = wander(picture, roughness).map((height) => at - relief * height)
  fillBelow(picture, heights, colours, foot)
  return heights
}

/** Fills the picture below a line with a vertical gradient. */
export function fillBelow(picture: Picture, heights: readonly number[], colours: Colours, foot = 1): void {
  const { context, width, height } = picture
  context.save()
  context.beginPath()
  context.moveTo(0, height)
  for (const [index, y] of heights.entries()) context.lineTo((index / (heights.length - 1)) * width, y * height)
  context.lineTo(width, height)
  context.closePath()
  context.clip()
  const top = Math.min(...heights)
  paintGradient(picture, colours, top, foot)
  if (foot < 1) paintGradient(picture, colours.slice(-1), foot, 1)
  context.restore()
}

/** Returns heights from about -1 to 1 that look like land, by moving midpoints less and less. */
function wander(picture: Picture, roughness: number): number[] {
  const heights = Array.from({ length: corners + 1 }, () => 0)
  heights[0] = between(picture, -0.6, 0.6)
  heights[corners] = between(picture, -0.6, 0.6)
  let reach = 0.9
  for (let step = corners; step > 1; step /= 2) {
    for (let left = 0; left < corners; left += step) {
      const mean = ((heights[left] ?? 0) + (heights[left + step] ?? 0)) / 2
      heights[left + step / 2] = mean + between(picture, -reach, reach)
    }
    reach *= roughness
  }
  return heights
}

interface Pines {
  readonly ground: readonly number[]
  readonly count: number
  /** Fractions of the height. */
  readonly lowest: number
  readonly highest: number
  readonly colour: string
}

/** Plants pines along a line, the small ones first. */
export function paintPines(picture: Picture, { ground, count, lowest, highest, colour }: Pines): void {
  picture.context.fillStyle = colour
  for (let tree = 0; tree < count; tree++) {
    const x = picture.random()
    const y = ground[Math.round(x * (ground.length - 1))] ?? 1
    const size = lowest + (highest - lowest) * (tree / count) * between(picture, 0.6, 1)
    paintPine(picture, [x, y + size * 0.12], size)
  }
}

function paintPine(picture: Picture, [x, y]: Point, size: number): void {
  const { context, width, height } = picture
  const [left, foot, tall] = [x * width, y * height, size * height]
  const tiers = 11
  context.beginPath()
  context.moveTo(left, foot - tall)
  for (const side of [1, -1]) {
    for (let step = 1; step <= tiers; step++) {
      const tier = side === 1 ? step : tiers + 1 - step
      const reach = side * tall * 0.21 * (tier / tiers) ** 0.9 * between(picture, 0.75, 1.1)
      const drop = foot - tall + tall * 0.94 * (tier / tiers)
      const inner: Point = [left + reach * 0.35, drop - tall * 0.02]
      const outer: Point = [left + reach, drop + tall * 0.015]
      for (const [pointX, pointY] of side === 1 ? [outer, inner] : [inner, outer]) context.lineTo(pointX, pointY)
    }
    if (side === 1) context.lineTo(left, foot)
  }
  context.closePath()
  context.fill()
}

interface Water {
  /** Where the water begins, a fraction from the top. */
  readonly from: number
  /** What is laid over the mirrored picture, from the horizon to the shore. */
  readonly colours: Colours
  /** How far ripples move the mirrored picture: a fraction of the width. */
  readonly ripple: number
}

/** Mirrors what stands above the water, a little disturbed. */
export function paintWater(picture: Picture, { from, colours, ripple }: Water): void {
  const { context, width, height } = picture
  const horizon = Math.round(from * height)
  // A canvas that is drawn on itself is copied as a whole for each strip.
  const mirrored = new OffscreenCanvas(width, horizon)
  mirrored.getContext('2d', { alpha: false })?.drawImage(context.canvas, 0, 0)
  const strip = Math.max(2, Math.round(height / 700))
  for (let y = horizon; y < height; y += strip) {
    const depth = (y - horizon) / (height - horizon)
    const source = Math.max(0, horizon - (y - horizon) * (horizon / Math.max(horizon, height - horizon)) - strip)
    const shift = ripple * width * (0.15 + depth) * Math.sin(y * 0.045 + Math.sin(y * 0.013) * 5)
    context.drawImage(mirrored, 0, source, width, strip, shift - ripple * width, y, width * (1 + 2 * ripple), strip)
  }
  paintGradient(picture, colours, from, 1)
}

interface Glitter {
  readonly x: number
  readonly from: number
  readonly colour: string
  readonly count: number
}

/** Paints the path of light that a low sun leaves on water. */
export function paintGlitter(picture: Picture, { x, from, colour, count }: Glitter): void {
  const { context, width, height, random } = picture
  context.save()
  context.globalCompositeOperation = 'screen'
  for (let spark = 0; spark < count; spark++) {
    const depth = random() ** 1.6
    const spread = 0.012 + depth * 0.13
    const centre = x + (random() + random() - 1) * spread
    const length = (0.004 + 0.03 * depth * random()) * width
    context.fillStyle = `rgb(${colour} / ${(0.75 - 0.45 * depth) * random()})`
    context.beginPath()
    const y = (from + depth * (1 - from)) * height
    context.ellipse(centre * width, y, length, height * (0.0008 + 0.0025 * depth), 0, 0, 2 * Math.PI)
    context.fill()
  }
  context.restore()
}
