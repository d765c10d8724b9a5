/** What is read of an Exif block. */
export interface ExifFacts {
  /** 1 to 8; 1 is upright. */
  readonly orientation: number
  /** The camera's own small JPEG. */
  readonly thumbnail?: Uint8Array
}

const orientationTag = 0x0112
const thumbnailOffsetTag = 0x0201
const thumbnailLengthTag = 0x0202

/** Reads a TIFF structure, as it stands in a JPEG's APP1 segment or a PNG's eXIf chunk. Undefined if it is none. */
export function readExif(tiff: Uint8Array): ExifFacts | undefined {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  try {
    return readTiff(tiff, view)
  } catch {
    return undefined // an offset led out of the block
  }
}

function readTiff(tiff: Uint8Array, view: DataView): ExifFacts | undefined {
  const order = view.getUint16(0)
  const isLittleEndian = order === 0x4949
  if (!isLittleEndian && order !== 0x4d4d) return undefined
  const main = readDirectory(view, view.getUint32(4, isLittleEndian), isLittleEndian)
  const turned = main.values.get(orientationTag) ?? 1
  const orientation = turned >= 1 && turned <= 8 ? turned : 1
  const thumbnail = main.next === 0 ? undefined : findThumbnail(tiff, view, main.next, isLittleEndian)
  return { orientation, ...(thumbnail && { thumbnail }) }
}

function findThumbnail(tiff: Uint8Array, view: DataView, at: number, isLittleEndian: boolean): Uint8Array | undefined {
  if (at + 2 > view.byteLength) return undefined
  const { values } = readDirectory(view, at, isLittleEndian)
  const start = values.get(thumbnailOffsetTag) ?? 0
  const end = start + (values.get(thumbnailLengthTag) ?? 0)
  const bytes = tiff.subarray(start, end)
  return start > 0 && end <= tiff.length && bytes[0] === 0xff && bytes[1] === 0xd8 ? bytes : undefined
}

/** The whole numbers of one directory, and where the next one is. */
function readDirectory(
  view: DataView,
  at: number,
  isLittleEndian: boolean,
): { values: ReadonlyMap<number, number>; next: number } {
  const count = view.getUint16(at, isLittleEndian)
  const values = new Map<number, number>()
  for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
    const isShort = view.getUint16(entry + 2, isLittleEndian) === 3
    const value = isShort ? view.getUint16(entry + 8, isLittleEndian) : view.getUint32(entry + 8, isLittleEndian)
    values.set(view.getUint16(entry, isLittleEndian), value)
  }
  const next = at + 2 + count * 12
  return { values, next: next + 4 <= view.byteLength ? view.getUint32(next, isLittleEndian) : 0 }
}
