import { imageDimensionsFromData } from 'image-dimensions'
import { readOrientation } from './exif.js'
import { findExifInJpeg, findExifInPng } from './findExif.js'
import { isOnItsSide } from './isobmff.js'
import { readJxlSize } from './jxlSize.js'

/** Pixels. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** The upright size that a picture's header tells, before a pixel is decoded. Undefined if the bytes do not hold it. */
export function readImageSize(bytes: Uint8Array, type: string): ImageSize | undefined {
  const stored = readStoredSize(bytes, type)
  if (!stored || stored.width === 0 || stored.height === 0) return undefined
  const { width, height } = stored
  return isTurned(bytes, type) ? { width: height, height: width } : { width, height }
}

function readStoredSize(bytes: Uint8Array, type: string): ImageSize | undefined {
  if (type === 'image/bmp') return readBmpSize(bytes)
  if (type === 'image/jxl') return readJxlSize(bytes)
  return imageDimensionsFromData(bytes)
}

/** No more than browsers obey: Chromium turns JPEG and PNG by Exif, AVIF by its box, WebP not at all. */
function isTurned(bytes: Uint8Array, type: string): boolean {
  if (type === 'image/avif' || type.startsWith('image/hei')) return isOnItsSide(bytes)
  const exif = type === 'image/jpeg' ? findExifInJpeg(bytes) : type === 'image/png' ? findExifInPng(bytes) : undefined
  return exif !== undefined && readOrientation(exif) > 4
}

/** The header of OS/2 1.x and Windows 2.x; its numbers have half the length of all later ones. */
const oldBmpHeaderBytes = 12

/** A negative height means that the rows run downwards. */
function readBmpSize(bytes: Uint8Array): ImageSize | undefined {
  if (bytes.length < 26) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return view.getUint32(14, true) === oldBmpHeaderBytes
    ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
    : { width: Math.max(0, view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
}
