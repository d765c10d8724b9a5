import { readOrientation } from '../../../inspect/worker/image/exif.js'
import { viewOf } from '../../../inspect/worker/image/viewOf.js'
import { blankExifLocation } from './blankExifLocation.js'
import { blankPhotoshopLocation } from './blankPhotoshopLocation.js'
import { blankXmpLocation } from './blankXmpLocation.js'
import { contentOf, findEnd, findFurtherPictures, readSegments, type Segment } from './jpegSegments.js'
import { latin1 } from './latin1.js'
import { writeOrientation } from './orientation.js'
import type { Stripped } from './strip.js'

/** Takes the location out in place, because offsets lead from one picture of the file to the next. */
export function stripJpegLocation(bytes: Uint8Array<ArrayBuffer>): Stripped {
  let isChanged = false
  let end = bytes.length
  const pictures = [0]
  for (const [index, start] of pictures.entries()) {
    for (const segment of readSegments(bytes, start)) {
      if (blankSegment(segment)) isChanged = true
      if (index > 0) continue
      const further = contentOf('multiPicture', segment)
      if (further) pictures.push(...findFurtherPictures(bytes, further).filter((at) => isPicture(bytes, at)))
      end = segment.end
    }
  }
  if (blankFilm(bytes.subarray(findEnd(bytes, end)))) isChanged = true
  return isChanged ? [bytes] : null
}

function isPicture(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xff && bytes[at + 1] === 0xd8
}

function blankSegment(segment: Segment): boolean {
  const exif = contentOf('exif', segment)
  if (exif) return blankExifLocation(exif)
  const xmp = contentOf('xmp', segment) ?? contentOf('extendedXmp', segment)
  if (xmp) return blankXmpLocation(xmp)
  const photoshop = contentOf('photoshop', segment)
  return photoshop !== undefined && blankPhotoshopLocation(photoshop)
}

/** Phones append a second of film, which has the location in boxes of its own. They become free space. */
function blankFilm(rest: Uint8Array): boolean {
  if (rest.length < 16) return false
  const text = latin1(rest)
  if (!text.includes('ftyp')) return false
  let isChanged = false
  for (const { index } of text.matchAll(/\xa9xyz|loci/g)) {
    const length = index >= 4 ? viewOf(rest).getUint32(index - 4) : 0
    if (length < 8 || index - 4 + length > rest.length || length > mostBoxBytes) continue
    rest.set([0x66, 0x72, 0x65, 0x65], index) // 'free'
    rest.fill(0, index + 4, index - 4 + length)
    isChanged = true
  }
  return isChanged
}

/** A position is a few dozen bytes. */
const mostBoxBytes = 4096

/** Leaves what a decoder needs for the same pixels in the same colours, and how they are turned. */
export function stripJpeg(bytes: Uint8Array<ArrayBuffer>): Stripped {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let orientation = 1
  let scans = bytes.length
  for (const segment of readSegments(bytes)) {
    const exif = contentOf('exif', segment)
    if (exif) orientation = readOrientation(exif)
    if (isNeeded(segment)) parts.push(bytes.subarray(segment.start, segment.end))
    scans = segment.end
  }
  const [first, ...others] = parts
  const hasJfif = first?.[1] === 0xe0
  return [
    bytes.subarray(0, 2),
    ...(hasJfif && first ? [first] : []),
    ...(orientation === 1 ? [] : [exifSegment(orientation)]),
    ...(hasJfif || !first ? others : parts),
    bytes.subarray(scans, findEnd(bytes, scans)),
  ]
}

/** All but comments and what applications keep there. Adobe's tells in which colours the pixels are. */
function isNeeded(segment: Segment): boolean {
  const { marker, content } = segment
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return latin1(content.subarray(0, 5)) === 'JFIF\0'
  return marker === 0xee || contentOf('icc', segment) !== undefined
}

function exifSegment(orientation: number): Uint8Array<ArrayBuffer> {
  const tiff = writeOrientation(orientation)
  const length = 2 + 6 + tiff.length
  return new Uint8Array([0xff, 0xe1, length >> 8, length & 0xff, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff])
}
