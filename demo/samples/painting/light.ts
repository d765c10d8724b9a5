import { between, type Picture } from './Picture.ts'

/** The colours of a vertical gradient, from top to bottom, at equal distances. */
export type Colours = readonly string[]

/** A point: fractions of the width and of the height. */
export type Point = readonly [x: number, y: number]

/** Fills the picture from one height to another with a vertical gradient. Heights are fractions. */
export function paintGradient({ context, width, height }: Picture, colours: Colours, from = 0, to = 1): void {
  const gradient = context.createLinearGradient(0, from * height, 0, to * height)
  for (const [index, colour] of colours.entries())
    gradient.addColorStop(index / Math.max(1, colours.length - 1), colour)
  context.fillStyle = gradient
  context.fillRect(0, from * height, width, (to - from) * height + 1)
}

/** Paints light that fades out towards `radius`, a fraction of the width. `colour` is `r g b`. */
export function paintGlow(picture: Picture, [x, y]: Point, radius: number, colour: string, strength = 1): void {
  const { context, width, height } = picture
  const [centreX, centreY, size] = [x * width, y * height, radius * width]
  const gradient = context.createRadialGradient(centreX, centreY, 0, centreX, centreY, size)
  for (const [at, share] of [
    [0, 1],
    [0.2, 0.55],
    [0.5, 0.18],
    [1, 0],
  ] as const) {
    gradient.addColorStop(at, `rgb(${colour} / ${share * strength})`)
  }
  context.save()
  context.globalCompositeOperation = 'screen'
  context.fillStyle = gradient
  context.fillRect(centreX - size, centreY - size, 2 * size, 2 * size)
  context.restore()
}

/** Paints a disc: the sun, the moon or a lamp. */
export function paintDisc({ context, width, height }: Picture, [x, y]: Point, radius: number, colour: string): void {
  context.fillStyle = colour
  context.beginPath()
  context.arc(x * width, y * height, radius * width, 0, 2 * Math.PI)
  context.fill()
}

export function paintStars(picture: Picture, count: number, lowest: number): void {
  const { context, width, height, random } = picture
  for (let star = 0; star < count; star++) {
    const size = width * 0.0004 * (0.5 + 3 * random() ** 6)
    context.fillStyle = `rgb(255 ${between(picture, 230, 255)} ${between(picture, 215, 255)} / ${between(picture, 0.25, 1)})`
    context.beginPath()
    context.arc(random() * width, random() ** 1.3 * lowest * height, size, 0, 2 * Math.PI)
    context.fill()
  }
}

interface Clouds {
  readonly count: number
  /** Heights as fractions. */
  readonly from: number
  readonly to: number
  /** `r g b` */
  readonly colour: string
  readonly strength: number
}

/** Paints flat clouds of many soft blots. */
export function paintClouds(picture: Picture, { count, from, to, colour, strength }: Clouds): void {
  for (let cloud = 0; cloud < count; cloud++) {
    const [x, y] = [between(picture, -0.1, 1.1), between(picture, from, to)]
    const length = between(picture, 0.08, 0.3)
    for (let blot = 0; blot < 26; blot++) {
      const along = between(picture, -1, 1)
      const size = between(picture, 0.012, 0.05) * (1.1 - Math.abs(along))
      paintBlot(picture, [x + along * length, y - between(picture, 0, size)], size, colour, strength)
    }
  }
}

function paintBlot(picture: Picture, [x, y]: Point, size: number, colour: string, strength: number): void {
  const { context, width, height } = picture
  context.save()
  context.translate(x * width, y * height)
  context.scale(2.4, 0.5)
  const gradient = context.createRadialGradient(0, 0, 0, 0, 0, size * width)
  gradient.addColorStop(0, `rgb(${colour} / ${strength})`)
  gradient.addColorStop(1, `rgb(${colour} / 0)`)
  context.fillStyle = gradient
  context.fillRect(-size * width, -size * width, 2 * size * width, 2 * size * width)
  context.restore()
}

/** Lays mist over everything between two heights, thickest at the lower one. `colour` is `r g b`. */
export function paintMist(picture: Picture, from: number, to: number, colour: string, strength: number): void {
  paintGradient(picture, [`rgb(${colour} / 0)`, `rgb(${colour} / ${strength})`], from, to)
}

/** Darkens the corners as a lens does. */
export function paintVignette({ context, width, height }: Picture, strength = 0.35): void {
  const [x, y] = [width / 2, height / 2]
  const radius = Math.hypot(x, y)
  const gradient = context.createRadialGradient(x, y, radius * 0.45, x, y, radius)
  gradient.addColorStop(0, 'rgb(0 0 0 / 0)')
  gradient.addColorStop(1, `rgb(0 0 0 / ${strength})`)
  context.fillStyle = gradient
  context.fillRect(0, 0, width, height)
}

const grainEdge = 512

/** Adds the noise of a camera's sensor, which is also what makes a photo as large as it is. */
export function paintGrain({ context, width, height, random }: Picture, strength: number): void {
  const tile = new OffscreenCanvas(grainEdge, grainEdge)
  const tileContext = tile.getContext('2d')
  if (!tileContext) return
  const pixels = tileContext.createImageData(grainEdge, grainEdge)
  for (let at = 0; at < pixels.data.length; at += 4) {
    const light = 128 + (random() + random() + random() - 1.5) * 170
    pixels.data[at] = light + (random() - 0.5) * 40
    pixels.data[at + 1] = light
    pixels.data[at + 2] = light + (random() - 0.5) * 40
    pixels.data[at + 3] = 255
  }
  tileContext.putImageData(pixels, 0, 0)
  const pattern = context.createPattern(tile, 'repeat')
  if (!pattern) return
  context.save()
  context.globalCompositeOperation = 'overlay'
  context.globalAlpha = strength
  context.fillStyle = pattern
  context.fillRect(0, 0, width, height)
  context.restore()
}
