import type { ImageSize } from '../../../inspect/worker/image/imageSize.js'
import type { SizeLimit } from '../../plan.js'

export interface Surface {
  readonly canvas: OffscreenCanvas
  readonly context: OffscreenCanvasRenderingContext2D
}

/** The size within all limits, with the same shape. A picture never becomes larger. */
export function fitLimits({ width, height }: ImageSize, limits: readonly SizeLimit[]): ImageSize {
  const scale = Math.min(
    1,
    ...limits.map(({ longestSide }) => longestSide / Math.max(width, height)),
    ...limits.map(({ pixels }) => Math.sqrt(pixels / (width * height))),
  )
  const fit = (round: (length: number) => number): ImageSize => ({
    width: Math.max(1, round(width * scale)),
    height: Math.max(1, round(height * scale)),
  })
  const nearest = fit(Math.round)
  return limits.every(({ pixels }) => nearest.width * nearest.height <= pixels) ? nearest : fit(Math.floor)
}

/**
 * Draws a picture smaller. Browsers look at no more than a few pixels for each new one, so fine patterns would
 * become moiré: the picture is halved, each pixel from four, until it is less than twice as large.
 */
export function scale(bitmap: ImageBitmap, target: ImageSize, paint: PaintOptions): Surface {
  let source: CanvasImageSource = bitmap
  let { width, height } = bitmap
  let halved: Surface | undefined
  while (width >= target.width * 2 && height >= target.height * 2 && width > 2 && height > 2) {
    width = Math.ceil(width / 2)
    height = Math.ceil(height / 2)
    const next = createSurface({ width, height }, paint.colorSpace)
    next.context.drawImage(source, 0, 0, width, height)
    if (halved) free(halved)
    else bitmap.close()
    halved = next
    source = next.canvas
  }
  const surface = createSurface(target, paint.colorSpace)
  if (paint.background !== undefined) {
    // On white, because the colour may be transparent itself, or one that canvases do not know.
    for (const color of ['#fff', paint.background]) {
      surface.context.fillStyle = color
      surface.context.fillRect(0, 0, target.width, target.height)
    }
  }
  surface.context.drawImage(source, 0, 0, target.width, target.height)
  if (halved) free(halved)
  else bitmap.close()
  return surface
}

export interface PaintOptions {
  readonly colorSpace: PredefinedColorSpace
  /** A CSS colour behind what is transparent. */
  readonly background: string | undefined
}

/** Rows that are copied together, so that not all pixels are in memory twice. */
export const rowsAtOnce: number = 64

/** The same numbers, read as those of Display P3. */
export function asDisplayP3(surface: Surface): Surface {
  const { width, height } = surface.canvas
  const other = createSurface({ width, height }, 'display-p3')
  for (let top = 0; top < height; top += rowsAtOnce) {
    const rows = surface.context.getImageData(0, top, width, Math.min(rowsAtOnce, height - top))
    other.context.putImageData(new ImageData(rows.data, width, rows.height, { colorSpace: 'display-p3' }), 0, top)
  }
  free(surface)
  return other
}

/** Gives the memory back at once, and not when it is collected. */
export function free({ canvas }: Surface): void {
  canvas.width = 0
  canvas.height = 0
}

function createSurface({ width, height }: ImageSize, colorSpace: PredefinedColorSpace): Surface {
  const canvas = new OffscreenCanvas(width, height)
  // Reading back from a canvas on the graphics card is slow.
  const context = canvas.getContext('2d', { willReadFrequently: true, colorSpace })
  if (!context || !isDrawn(context, { width, height })) throw new Error('There is no canvas to draw on.')
  context.imageSmoothingQuality = 'high'
  return { canvas, context }
}

/** Whether a canvas shows what is drawn on it. One that is too large for the browser stays empty, and tells nobody. */
function isDrawn(context: OffscreenCanvasRenderingContext2D, { width, height }: ImageSize): boolean {
  const last = [width - 1, height - 1, 1, 1] as const
  context.fillRect(...last)
  const isBlack = context.getImageData(...last).data[3] === 255
  context.clearRect(...last)
  return isBlack
}
