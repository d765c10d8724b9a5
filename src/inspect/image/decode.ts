import { findExifInJpeg } from './findExif.js'
import type { ImageHeader, ImageSize } from './imageHeader.js'

/** A decoded picture, perhaps smaller than the real one. */
export interface Picture {
  readonly source: CanvasImageSource
  /** Upright. */
  readonly size: ImageSize
  /** How `source` still has to be turned. */
  readonly orientation: number
  /** Frees the memory. May be called more than once. */
  readonly close: () => void
}

/** Below this a full decode is as quick as one to scale. */
const leastPixelsToScale = 2_000_000

export interface DecodeOptions {
  /** The longest edge that will be shown. */
  readonly edge: number
  readonly signal: AbortSignal
}

/** The cheapest decode that still gives a good small picture. */
export async function decode(file: Blob, type: string, header: ImageHeader, options: DecodeOptions): Promise<Picture> {
  const isLarge = header.size.width * header.size.height > leastPixelsToScale
  const ways = [
    header.thumbnail && (() => decodeEmbedded(header)),
    type === 'image/jpeg' && isLarge && (() => decodeScaled(file, type, header.size, options)),
  ]
  for (const way of ways) {
    const picture = way && (await way().catch(() => undefined))
    if (picture) return picture
    options.signal.throwIfAborted()
  }
  return decodeWhole(file)
}

/**
 * The camera's thumbnail, unless it has another shape than the picture: then it has black bars, or was left behind by a
 * program that cropped the picture.
 */
async function decodeEmbedded({ thumbnail, size, orientation }: ImageHeader): Promise<Picture | undefined> {
  if (!thumbnail || (findExifInJpeg(thumbnail)?.orientation ?? 1) !== 1) return undefined
  const bitmap = await createImageBitmap(new Blob([thumbnail.slice()], { type: 'image/jpeg' }))
  const upright = orientation > 4 ? swap(bitmap) : { width: bitmap.width, height: bitmap.height }
  if (hasSameShape(upright, size)) return { source: bitmap, size: upright, orientation, close: () => bitmap.close() }
  bitmap.close()
  return undefined
}

/** The edges of the smaller one are rounded, so each may be off by a pixel. */
function hasSameShape(small: ImageSize, large: ImageSize): boolean {
  const scale = Math.max(small.width, small.height) / Math.max(large.width, large.height)
  return Math.abs(large.width * scale - small.width) <= 1 && Math.abs(large.height * scale - small.height) <= 1
}

/** A JPEG decoder can leave out what a small picture does not need: half the time and a sixty-fourth of the memory. */
async function decodeScaled(
  file: Blob,
  type: string,
  size: ImageSize,
  { edge, signal }: DecodeOptions,
): Promise<Picture | undefined> {
  if (typeof ImageDecoder === 'undefined' || !(await ImageDecoder.isTypeSupported(type))) return undefined
  const scale = edge / Math.max(size.width, size.height)
  const decoder = new ImageDecoder({
    type,
    data: file.stream(),
    desiredWidth: Math.ceil(size.width * scale),
    desiredHeight: Math.ceil(size.height * scale),
  })
  const stop = (): void => decoder.close()
  signal.addEventListener('abort', stop)
  try {
    const { image } = await decoder.decode()
    return {
      source: image,
      size: { width: image.displayWidth, height: image.displayHeight },
      orientation: 1,
      close: () => image.close(),
    }
  } finally {
    signal.removeEventListener('abort', stop)
    decoder.close()
  }
}

async function decodeWhole(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file)
  return {
    source: bitmap,
    size: { width: bitmap.width, height: bitmap.height },
    orientation: 1,
    close: () => bitmap.close(),
  }
}

export function swap({ width, height }: ImageSize): ImageSize {
  return { width: height, height: width }
}
