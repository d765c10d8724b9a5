import type { Inspection } from '../../../contract/ports/inspector.js'
import type { Mutex } from '../mutex.js'
import type { PictureState } from '../../inspect.messages.js'
import { pictureLimitMs } from '../../limits.js'
import { limitTime, TimeLimitError } from '../../../shared/loading/limitTime.js'
import { readStart } from '../../probe.js'
import { decode } from './decode.js'
import { type ImageSize, readImageSize } from './imageSize.js'
import { paint, thumbnailEdge } from './paint.js'
import { readSvgSize } from './svgSize.js'

/** A decoded pixel takes four bytes. */
const mostPixels = 50_000_000
/** The decoder keeps the file in memory as well. */
const mostBytes = 128 * 1024 * 1024

/** How much is read in search of a size: a JPEG may have megabytes of metadata before it. */
const headLengths = [1024 * 1024, 4 * 1024 * 1024]

export type ImageReading = Pick<Inspection, 'image' | 'isRatioOnly' | 'thumbnail'>

export interface ImageSource {
  readonly file: Blob
  readonly sizeBytes: number
  /** The first bytes, all of them if the file is small. */
  readonly head: Uint8Array
  /** Sniffed, or declared if the bytes do not tell. */
  readonly type: string
  readonly signal: AbortSignal
  readonly decoding: Mutex
  readonly onPicture: (state: PictureState) => void
}

/** Reads size, blurhash and thumbnail; what cannot be read is left out. */
export async function readImage(source: ImageSource): Promise<ImageReading> {
  if (source.type === 'image/svg+xml') return readSvg(source.head)
  const announced = await findSize(source)
  return isTooLarge(source, announced) ? keepSize(announced) : readPixels(source, announced)
}

/** Only the size, because a worker cannot draw an SVG. */
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

/** A picture that cannot be decoded, or takes too long, keeps the size in its header. */
async function readPixels(source: ImageSource, announced: ImageSize | undefined): Promise<ImageReading> {
  const { signal, decoding, onPicture } = source
  const release = await decoding.acquire(signal)
  const givingUp = new AbortController()
  let state: PictureState = 'ended'
  onPicture('begun')
  try {
    const either = AbortSignal.any([signal, givingUp.signal])
    return await limitTime(decodeAndPaint({ ...source, signal: either }, announced), pictureLimitMs)
  } catch (error) {
    signal.throwIfAborted()
    givingUp.abort()
    if (error instanceof TimeLimitError) state = 'stuck'
    return keepSize(announced)
  } finally {
    onPicture(state)
    release()
  }
}

/** If the browser decodes another size than the header announced, the browser's counts: that is what it will show. */
async function decodeAndPaint(
  { file, type, signal }: ImageSource,
  announced: ImageSize | undefined,
): Promise<ImageReading> {
  const picture = await decode(file, type, { announced, edge: thumbnailEdge, signal })
  try {
    signal.throwIfAborted()
    const { blurhash, thumbnail } = await paint(picture)
    return { image: { ...picture.size, blurhash }, thumbnail }
  } finally {
    picture.close()
  }
}

function keepSize(image: ImageSize | undefined): ImageReading {
  return image ? { image } : {}
}
