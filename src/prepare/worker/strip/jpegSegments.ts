import { viewOf } from '../../../inspect/worker/image/viewOf.js'
import { latin1 } from './latin1.js'

/** A marker segment of a JPEG. */
export interface Segment {
  readonly marker: number
  /** Of the marker in the file. */
  readonly start: number
  readonly end: number
  /** Behind the marker and the length. */
  readonly content: Uint8Array
}

const startOfScan = 0xda
const endOfImage = 0xd9

/** The segments from the start of a picture to its first scan, which is the last of them. */
export function* readSegments(bytes: Uint8Array, pictureStart = 0): Generator<Segment> {
  const view = viewOf(bytes)
  let start = pictureStart + 2
  while (start + 4 <= bytes.length) {
    const marker = bytes[start + 1] ?? 0
    if (bytes[start] !== 0xff || marker < 0x02 || marker === 0xff) {
      // Decoders skip fill bytes, and stray bytes between two segments.
      start += 1
      continue
    }
    const end = Math.min(bytes.length, start + 2 + view.getUint16(start + 2))
    yield { marker, start, end, content: bytes.subarray(start + 4, end) }
    if (marker === startOfScan) return
    start = end
  }
}

/** Where a picture ends whose scans begin at an offset. Progressive ones have other segments between their scans. */
export function findEnd(bytes: Uint8Array, scansStart: number): number {
  let at = scansStart
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) return bytes.length
    const marker = bytes[at + 1] ?? 0
    if (marker === endOfImage) return at + 2
    const isSegment = marker >= 0xc0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd8)
    // A length may have 0xff bytes, which would be taken for markers.
    at += isSegment && at + 4 <= bytes.length ? 2 + viewOf(bytes).getUint16(at + 2) : marker === 0xff ? 1 : 2
  }
}

const starts = {
  exif: 'Exif\0\0',
  xmp: 'http://ns.adobe.com/xap/1.0/\0',
  extendedXmp: 'http://ns.adobe.com/xmp/extension/\0',
  photoshop: 'Photoshop 3.0\0',
  icc: 'ICC_PROFILE\0',
  multiPicture: 'MPF\0',
  gainMap: 'urn:iso:std:iso:ts:21496:-1\0',
} as const

const markers: Readonly<Record<keyof typeof starts, number>> = {
  exif: 0xe1,
  xmp: 0xe1,
  extendedXmp: 0xe1,
  photoshop: 0xed,
  icc: 0xe2,
  multiPicture: 0xe2,
  gainMap: 0xe2,
}

/** What a segment holds if it is one of the kind, behind the text that tells so. */
export function contentOf(kind: keyof typeof starts, { marker, content }: Segment): Uint8Array | undefined {
  const start = starts[kind]
  const is = marker === markers[kind] && latin1(content.subarray(0, start.length)) === start
  return is ? content.subarray(start.length) : undefined
}

const firstEntryTag = 0xb002
const entryBytes = 16
/** Cameras write two or three. */
const mostPictures = 16

/**
 * Where the further pictures of a file start that its multi-picture segment names: a gain map, or a larger preview.
 * They need not be among the bytes at hand.
 *
 * @param bytes the start of the file
 * @param index what the segment holds
 * @see https://www.cipa.jp/std/documents/e/DC-X007-KEY_E.pdf
 */
export function findFurtherPictures(bytes: Uint8Array, index: Uint8Array): readonly number[] {
  try {
    const view = viewOf(index)
    const isLittleEndian = view.getUint16(0) === 0x4949
    const directory = view.getUint32(4, isLittleEndian)
    const count = view.getUint16(directory, isLittleEndian)
    const found = new Set<number>()
    for (let entry = 0; entry < count; entry += 1) {
      const at = directory + 2 + entry * 12
      if (view.getUint16(at, isLittleEndian) !== firstEntryTag) continue
      const list = view.getUint32(at + 8, isLittleEndian)
      const pictures = view.getUint32(at + 4, isLittleEndian) / entryBytes
      for (let picture = 0; picture < pictures && found.size < mostPictures; picture += 1) {
        const offset = view.getUint32(list + picture * entryBytes + 8, isLittleEndian)
        // The first picture has none.
        if (offset > 0) found.add(index.byteOffset - bytes.byteOffset + offset)
      }
    }
    return [...found]
  } catch {
    return [] // an offset led out of the segment
  }
}
