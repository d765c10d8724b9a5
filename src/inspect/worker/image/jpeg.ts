import type { ImageSize } from './imageSize.js'
import { viewOf } from './viewOf.js'

const exifCode = 0x45786966 // 'Exif'

/** The Exif block in the first bytes of a JPEG. */
export function findExifInJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const isExif = (marker: number, content: Uint8Array): boolean =>
    marker === 0xffe1 && content.length >= 6 && viewOf(content).getUint32(0) === exifCode
  return findSegment(bytes, isExif)?.subarray(6)
}

/** The size in the frame header, as the pixels are stored. */
export function readJpegSize(bytes: Uint8Array): ImageSize | undefined {
  const frame = findSegment(bytes, isFrameHeader)
  return frame && { height: viewOf(frame).getUint16(1), width: viewOf(frame).getUint16(3) }
}

/** SOF0 to SOF15; three markers in between mean something else. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
}

/** The content of the first wanted segment before the picture data. It is cut short where the bytes end. */
function findSegment(
  bytes: Uint8Array,
  isWanted: (marker: number, content: Uint8Array) => boolean,
): Uint8Array | undefined {
  const view = viewOf(bytes)
  let offset = 2
  while (offset + 4 <= bytes.length) {
    const marker = view.getUint16(offset)
    if (marker === 0xffda) return undefined
    if (marker < 0xff02 || marker === 0xffff) {
      // Decoders skip fill bytes, and stray bytes between two segments.
      offset++
      continue
    }
    const end = offset + 2 + view.getUint16(offset + 2)
    const content = bytes.subarray(offset + 4, end)
    if (isWanted(marker, content)) return content
    offset = end
  }
  return undefined
}
