import { encodeBlurhash, flattenOnWhite, hasTransparency } from './blurhash.js'
import type { Picture } from './decode.js'
import type { ImageSize } from './imageSize.js'

/** A row shows 40 to 128 CSS pixels: enough for twice that density. */
export const thumbnailEdge: number = 256
/** More makes a blurhash dearer, not better. */
const blurhashEdge = 32

/** The two things that one decode is made for. */
export interface Painted {
  readonly blurhash: string
  readonly thumbnail: Blob
}

/** Draws a decoded picture small. */
export async function paint({ source, size }: Picture): Promise<Painted> {
  const large = createCanvas(fit(size, thumbnailEdge))
  large.drawImage(source, 0, 0, large.canvas.width, large.canvas.height)
  const small = createCanvas(fit(size, blurhashEdge))
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
