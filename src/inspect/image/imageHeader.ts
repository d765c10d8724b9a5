import { imageDimensionsFromData } from 'image-dimensions'
import { findExifInJpeg, findExifInPng } from './findExif.js'
import { isOnItsSide } from './isobmff.js'

/** Pixels. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** What a picture says of itself before a pixel of it is decoded. */
export interface ImageHeader {
  /** Upright. */
  readonly size: ImageSize
  /** Exif orientation of the stored pixels, 1 to 8. */
  readonly orientation: number
  /** An embedded JPEG, turned like the main picture. */
  readonly thumbnail?: Uint8Array
}

/** Reads a header from a file's first bytes. Undefined if they do not hold it. */
export function readImageHeader(bytes: Uint8Array, type: string): ImageHeader | undefined {
  const stored = type === 'image/bmp' ? readBmpSize(bytes) : imageDimensionsFromData(bytes)
  if (!stored || stored.width === 0 || stored.height === 0) return undefined
  const { orientation, thumbnail } = readTurn(bytes, type)
  const { width, height } = stored
  return {
    size: orientation > 4 ? { width: height, height: width } : { width, height },
    orientation,
    ...(thumbnail && { thumbnail }),
  }
}

/** No more than browsers obey: Chromium turns JPEG and PNG by Exif, AVIF by its box, WebP not at all. */
function readTurn(bytes: Uint8Array, type: string): { orientation: number; thumbnail?: Uint8Array } {
  const upright = { orientation: 1 }
  if (type === 'image/jpeg') return findExifInJpeg(bytes) ?? upright
  if (type === 'image/png') return findExifInPng(bytes) ?? upright
  if (type === 'image/avif' || type.startsWith('image/hei')) return isOnItsSide(bytes) ? { orientation: 6 } : upright
  return upright
}

/** A negative height means that the rows run downwards. */
function readBmpSize(bytes: Uint8Array): ImageSize | undefined {
  if (bytes.length < 26) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
}
