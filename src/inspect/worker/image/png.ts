import type { ImageSize } from './imageSize.js'
import { viewOf } from './viewOf.js'

const headerCode = 0x49484452 // 'IHDR'
const exifCode = 0x65584966 // 'eXIf'
const dataCode = 0x49444154 // 'IDAT'

/** The Exif chunk of a PNG's first bytes, if it stands before the picture data. */
export function findExifInPng(bytes: Uint8Array): Uint8Array | undefined {
  return findPngChunk(bytes, exifCode)
}

/** The size in the header, as the pixels are stored. */
export function readPngSize(bytes: Uint8Array): ImageSize | undefined {
  const header = findPngChunk(bytes, headerCode)
  return header && { width: viewOf(header).getUint32(0), height: viewOf(header).getUint32(4) }
}

/** What the first chunk of a type holds, if it stands before the picture data. It is cut short where the bytes end. */
export function findPngChunk(bytes: Uint8Array, wanted: number): Uint8Array | undefined {
  const view = viewOf(bytes)
  let offset = 8
  while (offset + 8 <= bytes.length) {
    const length = view.getUint32(offset)
    const type = view.getUint32(offset + 4)
    if (type === wanted) return bytes.subarray(offset + 8, offset + 8 + length)
    if (type === dataCode) return undefined
    offset += 12 + length
  }
  return undefined
}
