import { encodeBlurhash, flattenOnWhite, hasTransparency } from './blurhash.js'
import type { Picture } from './decode.js'
import type { ImageSize } from './imageHeader.js'

/** A row shows 40 to 128 CSS pixels: enough for twice that density. */
export const thumbnailEdge: number = 256
/** More makes a blurhash dearer, not better. */
const blurhashEdge = 32

/** The two things that one decode is made for. */
export interface Painted {
  readonly blurhash: string
  readonly thumbnail: Blob
}

/** Draws a decoded picture upright and small. */
export async function paint(picture: Picture): Promise<Painted> {
  const large = createCanvas(fit(picture.size, thumbnailEdge))
  turn(large, picture.orientation)
  const isOnSide = picture.orientation > 4
  const { width, height } = large.canvas
  large.drawImage(picture.source, 0, 0, isOnSide ? height : width, isOnSide ? width : height)

  const small = createCanvas(fit(picture.size, blurhashEdge))
  small.drawImage(large.canvas, 0, 0, small.canvas.width, small.canvas.height)
  const pixels = small.getImageData(0, 0, small.canvas.width, small.canvas.height)
  const isTransparent = hasTransparency(pixels)
  return {
    blurhash: encodeBlurhash(isTransparent ? flattenOnWhite(pixels) : pixels),
    // WebP takes six times as long as JPEG, and is only needed for its transparency.
    thumbnail: await large.canvas.convertToBlob({ type: isTransparent ? 'image/webp' : 'image/jpeg', quality: 0.8 }),
  }
}

/** The same shape with its longer edge no longer than `edge`. */
export function fit({ width, height }: ImageSize, edge: number): ImageSize {
  const scale = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function createCanvas({ width, height }: ImageSize): OffscreenCanvasRenderingContext2D {
  // Both are read back, which a canvas on the graphics card does slowly.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('There is no canvas to draw on.')
  context.imageSmoothingQuality = 'high'
  return context
}

/** What puts stored pixels upright, for Exif orientations 2 to 8, on a canvas of `w` by `h`. */
function turn(context: OffscreenCanvasRenderingContext2D, orientation: number): void {
  const { width: w, height: h } = context.canvas
  const matrices: readonly (readonly [number, number, number, number, number, number])[] = [
    [-1, 0, 0, 1, w, 0],
    [-1, 0, 0, -1, w, h],
    [1, 0, 0, -1, 0, h],
    [0, 1, 1, 0, 0, 0],
    [0, 1, -1, 0, w, 0],
    [0, -1, -1, 0, w, h],
    [0, -1, 1, 0, 0, h],
  ]
  const matrix = matrices[orientation - 2]
  if (matrix) context.setTransform(...matrix)
}
