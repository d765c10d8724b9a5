import { encodeBlurhash, flattenOnWhite, hasTransparency } from './blurhash.js'
import type { Picture } from './decode.js'
import type { ImageSize } from './imageSize.js'

/** Enough for two device pixels to each of the 40 to 128 CSS pixels that a row shows. */
export const thumbnailEdge: number = 256
/** A larger picture makes the blurhash slower, not better. */
const blurhashEdge = 32

/** What one decode is needed for. */
export interface Painted {
  readonly blurhash: string
  readonly thumbnail: Blob
}

/** Draws a decoded picture at the two sizes that are needed. */
export async function paint({ source, size }: Picture): Promise<Painted> {
  const large = createCanvas(fit(size, thumbnailEdge))
  large.drawImage(source, 0, 0, large.canvas.width, large.canvas.height)
  const small = createCanvas(fit(size, blurhashEdge))
  small.drawImage(large.canvas, 0, 0, small.canvas.width, small.canvas.height)
  const pixels = small.getImageData(0, 0, small.canvas.width, small.canvas.height)
  const isTransparent = hasTransparency(pixels)
  return {
    blurhash: encodeBlurhash(isTransparent ? flattenOnWhite(pixels) : pixels),
    // WebP takes six times as long as JPEG, so it is only used for transparency.
    thumbnail: await large.canvas.convertToBlob({ type: isTransparent ? 'image/webp' : 'image/jpeg', quality: 0.8 }),
  }
}

/** The same shape with its longer edge no longer than `edge`. */
export function fit({ width, height }: ImageSize, edge: number): ImageSize {
  const scale = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function createCanvas({ width, height }: ImageSize): OffscreenCanvasRenderingContext2D {
  // Reading back from a canvas on the graphics card is slow.
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('There is no canvas to draw on.')
  context.imageSmoothingQuality = 'high'
  return context
}
