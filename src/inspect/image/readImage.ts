import type { Inspection } from '../../core/ports.js'
import type { Gate } from '../gate.js'
import { readStart } from '../probe.js'
import { decode, swap } from './decode.js'
import { type ImageHeader, type ImageSize, readImageHeader } from './imageHeader.js'
import { type Painted, paint, thumbnailEdge } from './paint.js'
import { readSvgSize } from './svgSize.js'

/** Decoding takes four bytes a pixel. */
const mostPixels = 50_000_000
/** The decoder holds the file as well. */
const mostBytes = 128 * 1024 * 1024

/** How much is read in search of a header: a JPEG may have megabytes of other things before it. */
const headLengths = [1024 * 1024, 4 * 1024 * 1024]

export type ImageReading = Pick<Inspection, 'image' | 'thumbnail'>

export interface ImageSource {
  readonly file: Blob
  readonly sizeBytes: number
  /** The first bytes, all of them if the file is small. */
  readonly head: Uint8Array
  /** Sniffed. */
  readonly type: string
  readonly signal: AbortSignal
  readonly decoding: Gate
}

/** Size, blurhash and thumbnail, as far as the picture gives them. */
export async function readImage(source: ImageSource): Promise<ImageReading> {
  if (source.type === 'image/svg+xml') {
    const size = readSvgSize(source.head)
    return size ? { image: size } : {}
  }
  const header = await findHeader(source)
  if (!header) return {}
  return isTooLarge(source, header.size) ? { image: header.size } : readPixels(source, header)
}

async function findHeader({ file, sizeBytes, head, type, signal }: ImageSource): Promise<ImageHeader | undefined> {
  let header = readImageHeader(head, type)
  let length = head.length
  for (const next of headLengths) {
    if (header || length >= sizeBytes) break
    length = next
    header = readImageHeader(await readStart(file, length, sizeBytes), type)
    signal.throwIfAborted()
  }
  return header
}

function isTooLarge({ sizeBytes }: ImageSource, { width, height }: ImageSize): boolean {
  return width * height > mostPixels || sizeBytes > mostBytes
}

/** What cannot be decoded still has its size. */
async function readPixels({ file, type, signal, decoding }: ImageSource, header: ImageHeader): Promise<ImageReading> {
  const leave = await decoding.enter(signal)
  try {
    const picture = await decode(file, type, header, { edge: thumbnailEdge, signal })
    try {
      signal.throwIfAborted()
      return combine(header.size, picture.size, await paint(picture))
    } finally {
      picture.close()
    }
  } catch {
    signal.throwIfAborted()
    return { image: header.size }
  } finally {
    leave()
  }
}

/** Where the browser turned the picture in a way that the header did not announce, the browser is right: it shows it so. */
function combine(announced: ImageSize, decoded: ImageSize, { blurhash, thumbnail }: Painted): ImageReading {
  const isTurned = (announced.width - announced.height) * (decoded.width - decoded.height) < 0
  return { image: { ...(isTurned ? swap(announced) : announced), blurhash }, thumbnail }
}
