import type { Inspection } from '../../core/ports.js'
import type { Gate } from '../gate.js'
import { readStart } from '../probe.js'
import { decode } from './decode.js'
import { type ImageSize, readImageSize } from './imageSize.js'
import { paint, thumbnailEdge } from './paint.js'
import { readSvgSize } from './svgSize.js'

/** Decoding takes four bytes a pixel. */
const mostPixels = 50_000_000
/** The decoder holds the file as well. */
const mostBytes = 128 * 1024 * 1024

/** How much is read in search of a header: a JPEG may have megabytes of other things before it. */
const headLengths = [1024 * 1024, 4 * 1024 * 1024]

export type ImageReading = Pick<Inspection, 'image' | 'isRatioOnly' | 'thumbnail'>

export interface ImageSource {
  readonly file: Blob
  readonly sizeBytes: number
  /** The first bytes, all of them if the file is small. */
  readonly head: Uint8Array
  /** Sniffed, or declared where the bytes say nothing. */
  readonly type: string
  readonly signal: AbortSignal
  readonly decoding: Gate
}

/** Size, blurhash and thumbnail, as far as the picture gives them. */
export async function readImage(source: ImageSource): Promise<ImageReading> {
  if (source.type === 'image/svg+xml') return readSvg(source.head)
  const announced = await findSize(source)
  return isTooLarge(source, announced) ? keepSize(announced) : readPixels(source, announced)
}

/** An SVG is never drawn: workers cannot. */
function readSvg(head: Uint8Array): ImageReading {
  const size = readSvgSize(head)
  if (!size) return {}
  const { isRatioOnly, ...image } = size
  return isRatioOnly ? { image, isRatioOnly } : { image }
}

async function findSize({ file, sizeBytes, head, type, signal }: ImageSource): Promise<ImageSize | undefined> {
  let size = readImageSize(head, type)
  let length = head.length
  for (const next of headLengths) {
    if (size || length >= sizeBytes) break
    length = next
    size = readImageSize(await readStart(file, length, sizeBytes), type)
    signal.throwIfAborted()
  }
  return size
}

function isTooLarge({ sizeBytes }: ImageSource, announced: ImageSize | undefined): boolean {
  return sizeBytes > mostBytes || (announced !== undefined && announced.width * announced.height > mostPixels)
}

/**
 * Where the browser sees another size than the header announced, the browser is right: it will show it so. What cannot
 * be decoded still has the announced one.
 */
async function readPixels(
  { file, type, signal, decoding }: ImageSource,
  announced: ImageSize | undefined,
): Promise<ImageReading> {
  const leave = await decoding.enter(signal)
  try {
    const picture = await decode(file, type, { announced, edge: thumbnailEdge, signal })
    try {
      signal.throwIfAborted()
      const { blurhash, thumbnail } = await paint(picture)
      return { image: { ...picture.size, blurhash }, thumbnail }
    } finally {
      picture.close()
    }
  } catch {
    signal.throwIfAborted()
    return keepSize(announced)
  } finally {
    leave()
  }
}

function keepSize(image: ImageSize | undefined): ImageReading {
  return image ? { image } : {}
}
