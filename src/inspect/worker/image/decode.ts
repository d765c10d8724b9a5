import type { ImageSize } from './imageSize.js'

/** A decoded picture, perhaps smaller than the real one. */
export interface Picture {
  /** Upright. */
  readonly source: CanvasImageSource
  /** The upright size of the real picture. */
  readonly size: ImageSize
  /** Frees the memory. May be called more than once. */
  readonly close: () => void
}

/** A smaller picture decodes as quickly in full. */
const leastPixelsToScale = 2_000_000

export interface DecodeOptions {
  /** The size in the header, if that was found. */
  readonly announced: ImageSize | undefined
  /** The longest edge that will be shown. */
  readonly edge: number
  readonly signal: AbortSignal
}

/** Decodes in the cheapest way that still gives a good small picture. */
export async function decode(file: Blob, type: string, { announced, edge, signal }: DecodeOptions): Promise<Picture> {
  if (type === 'image/jpeg' && announced && announced.width * announced.height > leastPixelsToScale) {
    const picture = await decodeScaled(file, type, { size: announced, edge, signal }).catch(() => undefined)
    if (picture) return picture
    signal.throwIfAborted()
  }
  return decodeWhole(file)
}

/**
 * A JPEG decoder can leave out what a small picture does not need, which takes half the time and a sixty-fourth of the
 * memory. The thumbnail that a camera stores would be quicker still, but programs that edit the picture leave the old
 * thumbnail in place, and only a full decode would show the difference.
 */
async function decodeScaled(
  file: Blob,
  type: string,
  { size, edge, signal }: { readonly size: ImageSize; readonly edge: number; readonly signal: AbortSignal },
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
    const close = (): void => image.close()
    // The decoder does not report the real size. If its picture has another shape than the header says, the header is
    // wrong, and a full decode has to tell.
    if (hasSameShape({ width: image.displayWidth, height: image.displayHeight }, size)) {
      return { source: image, size, close }
    }
    close()
    return undefined
  } finally {
    signal.removeEventListener('abort', stop)
    decoder.close()
  }
}

/** Allows a pixel's difference, because the edges of the smaller one are rounded. */
function hasSameShape(small: ImageSize, large: ImageSize): boolean {
  const scale = Math.max(small.width, small.height) / Math.max(large.width, large.height)
  return Math.abs(large.width * scale - small.width) <= 1 && Math.abs(large.height * scale - small.height) <= 1
}

async function decodeWhole(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file)
  return { source: bitmap, size: { width: bitmap.width, height: bitmap.height }, close: () => bitmap.close() }
}
