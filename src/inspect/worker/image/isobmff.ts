import type { ImageSize } from './imageSize.js'
import { viewOf } from './viewOf.js'

/**
 * Whether an AVIF or HEIC file turns its pictures by 90° or 270°. Only the box counts: in these formats, browsers
 * ignore Exif. Which of the pictures a rotation belongs to does not matter, because cameras turn the main one, its
 * tiles, its thumbnail and its depth map alike.
 */
export function isOnItsSide(bytes: Uint8Array): boolean {
  const [turns = 0] = findBox(findProperties(bytes), 'irot') ?? []
  return (turns & 1) === 1
}

/**
 * The size of the main picture, as it is stored. That is the largest size in the file: all others belong to tiles,
 * thumbnails and depth maps.
 */
export function readIsobmffSize(bytes: Uint8Array): ImageSize | undefined {
  let largest: ImageSize | undefined
  for (const [type, content] of readBoxes(findProperties(bytes))) {
    if (type !== 'ispe' || content.length < 12) continue
    const size = { width: viewOf(content).getUint32(4), height: viewOf(content).getUint32(8) }
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size
  }
  return largest
}

/** What the first box of a type holds. */
export function findBox(bytes: Uint8Array | undefined, wanted: string): Uint8Array | undefined {
  for (const [type, content] of readBoxes(bytes)) if (type === wanted) return content
  return undefined
}

/** The box with the properties of all pictures. In `meta`, four bytes of version and flags stand before the boxes. */
function findProperties(bytes: Uint8Array): Uint8Array | undefined {
  return findBox(findBox(findBox(bytes, 'meta')?.subarray(4), 'iprp'), 'ipco')
}

/** Yields one box at a time, because a broken file can claim to hold half a million of them. */
function* readBoxes(bytes: Uint8Array = new Uint8Array()): Generator<readonly [type: string, content: Uint8Array]> {
  const view = viewOf(bytes)
  let offset = 0
  while (offset + 8 <= bytes.length) {
    const [length, prefaceBytes] = readBoxLength(view, offset)
    const end = offset + Math.max(prefaceBytes, length)
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8))
    yield [type, bytes.subarray(offset + prefaceBytes, end)]
    offset = end
  }
}

/** The length of a box, and how much of it comes before the content. */
function readBoxLength(view: DataView, offset: number): readonly [length: number, prefaceBytes: number] {
  const length = view.getUint32(offset)
  if (length === 0) return [view.byteLength - offset, 8] // as far as the file reaches
  if (length > 1 || offset + 16 > view.byteLength) return [length, 8]
  return [view.getUint32(offset + 8) * 2 ** 32 + view.getUint32(offset + 12), 16]
}
