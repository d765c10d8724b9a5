/** Raw RGB pixels. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Buffer
}

type Colour = readonly [red: number, green: number, blue: number]

/** Red and green above, blue and white below: each of the eight orientations looks different. */
export const quadrantColours: readonly Colour[] = [
  [220, 30, 30],
  [30, 180, 30],
  [30, 30, 220],
  [240, 240, 240],
]

/** An upright picture of four quadrants. */
export function drawQuadrants(width: number, height: number, colours: readonly Colour[] = quadrantColours): Picture {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const quadrant = (x < width / 2 ? 0 : 1) + (y < height / 2 ? 0 : 2)
      pixels.set(colours[quadrant] ?? [0, 0, 0], (y * width + x) * 3)
    }
  }
  return { width, height, pixels }
}

/** For each Exif orientation: where a stored pixel is in the upright picture of `w` by `h`. */
const uprightPlaces: readonly ((x: number, y: number, w: number, h: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y, w) => [w - 1 - x, y],
  (x, y, w, h) => [w - 1 - x, h - 1 - y],
  (x, y, _w, h) => [x, h - 1 - y],
  (x, y) => [y, x],
  (x, y, w) => [w - 1 - y, x],
  (x, y, w, h) => [w - 1 - y, h - 1 - x],
  (x, y, _w, h) => [y, h - 1 - x],
]

/** The picture as a camera stores it if `orientation` is needed to turn it upright. */
export function storeTurned(upright: Picture, orientation: number): Picture {
  const place = uprightPlaces[orientation - 1]
  if (!place) throw new RangeError(`There is no orientation ${orientation}.`)
  const [width, height] = orientation > 4 ? [upright.height, upright.width] : [upright.width, upright.height]
  const pixels = Buffer.alloc(upright.pixels.length)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = place(x, y, upright.width, upright.height)
      const from = (v * upright.width + u) * 3
      pixels.set(upright.pixels.subarray(from, from + 3), (y * width + x) * 3)
    }
  }
  return { width, height, pixels }
}
