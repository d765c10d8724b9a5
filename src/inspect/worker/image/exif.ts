import { viewOf } from './viewOf.js'

const orientationTag = 0x0112

/**
 * The orientation in an Exif block, 1 to 8; 1 is upright. The block is the TIFF structure in a JPEG's APP1 segment or a
 * PNG's eXIf chunk.
 */
export function readOrientation(tiff: Uint8Array): number {
  const view = viewOf(tiff)
  try {
    const orientation = readTag(view, orientationTag) ?? 1
    return orientation >= 1 && orientation <= 8 ? orientation : 1
  } catch {
    return 1 // an offset led out of the block
  }
}

/** Reads a whole number from the first directory. */
function readTag(view: DataView, tag: number): number | undefined {
  const order = view.getUint16(0)
  const isLittleEndian = order === 0x4949
  if (!isLittleEndian && order !== 0x4d4d) return undefined
  const start = view.getUint32(4, isLittleEndian)
  const end = start + 2 + view.getUint16(start, isLittleEndian) * 12
  for (let entry = start + 2; entry < end; entry += 12) {
    if (view.getUint16(entry, isLittleEndian) !== tag) continue
    const isShort = view.getUint16(entry + 2, isLittleEndian) === 3
    return isShort ? view.getUint16(entry + 8, isLittleEndian) : view.getUint32(entry + 8, isLittleEndian)
  }
  return undefined
}
