import { readOrientation } from './exif.js'
import { isOnItsSide, readIsobmffSize } from './isobmff.js'
import { findExifInJpeg, readJpegSize } from './jpeg.js'
import { readJxlSize } from './jxlSize.js'
import { findExifInPng, readPngSize } from './png.js'
import { viewOf } from './viewOf.js'

/** Pixels. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** The upright size that a picture's header gives, before a pixel is decoded. Undefined if the bytes do not hold it. */
export function readImageSize(bytes: Uint8Array, type: string): ImageSize | undefined {
  const stored = readStoredSize(bytes, type)
  if (!stored || stored.width === 0 || stored.height === 0) return undefined
  const { width, height } = stored
  return isTurned(bytes, type) ? { width: height, height: width } : { width, height }
}

function readStoredSize(bytes: Uint8Array, type: string): ImageSize | undefined {
  try {
    return sizeReaders[type]?.(bytes)
  } catch {
    return undefined // the bytes end within the header
  }
}

const sizeReaders: Readonly<Record<string, (bytes: Uint8Array) => ImageSize | undefined>> = {
  'image/avif': readIsobmffSize,
  'image/bmp': readBmpSize,
  'image/gif': readGifSize,
  'image/heic': readIsobmffSize,
  'image/heic-sequence': readIsobmffSize,
  'image/heif': readIsobmffSize,
  'image/jpeg': readJpegSize,
  'image/jxl': readJxlSize,
  'image/png': readPngSize,
  'image/webp': readWebpSize,
}

/** Follows what browsers do: Chromium turns JPEG and PNG by Exif, AVIF by its box, and WebP not at all. */
function isTurned(bytes: Uint8Array, type: string): boolean {
  if (type === 'image/avif' || type.startsWith('image/hei')) return isOnItsSide(bytes)
  const exif = type === 'image/jpeg' ? findExifInJpeg(bytes) : type === 'image/png' ? findExifInPng(bytes) : undefined
  return exif !== undefined && readOrientation(exif) > 4
}

/** The header of OS/2 1.x and Windows 2.x; its numbers have half the length of all later ones. */
const oldBmpHeaderBytes = 12

/** A negative height means that the rows run downwards. */
function readBmpSize(bytes: Uint8Array): ImageSize {
  const view = viewOf(bytes)
  return view.getUint32(14, true) === oldBmpHeaderBytes
    ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
    : { width: Math.max(0, view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
}

function readGifSize(bytes: Uint8Array): ImageSize {
  const view = viewOf(bytes)
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

/**
 * Fourteen bits for each edge in the two simple forms, twenty-four in the extended one.
 * @see https://developers.google.com/speed/webp/docs/riff_container
 */
function readWebpSize(bytes: Uint8Array): ImageSize | undefined {
  const view = viewOf(bytes)
  switch (bytes[15]) {
    case 0x20: // 'VP8 '
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 0x4c: // 'VP8L'
      return { width: (view.getUint32(21, true) & 0x3fff) + 1, height: ((view.getUint32(21, true) >> 14) & 0x3fff) + 1 }
    case 0x58: // 'VP8X'
      return { width: (view.getUint32(24, true) & 0xffffff) + 1, height: (view.getUint32(26, true) >>> 8) + 1 }
    default:
      return undefined
  }
}
