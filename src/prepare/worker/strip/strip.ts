import type { Stripping } from '../../plan.js'
import { stripJpeg, stripJpegLocation } from './stripJpeg.js'
import { stripPng, stripPngLocation } from './stripPng.js'
import { stripWebp, stripWebpLocation } from './stripWebp.js'

/** The parts of the file that is left; null if there was nothing to remove. */
export type Stripped = readonly Uint8Array<ArrayBuffer>[] | null

type Strip = (bytes: Uint8Array<ArrayBuffer>) => Stripped

const strips: Readonly<Record<string, Readonly<Record<Stripping, Strip>>>> = {
  'image/jpeg': { location: stripJpegLocation, all: stripJpeg },
  'image/png': { location: stripPngLocation, all: stripPng },
  'image/webp': { location: stripWebpLocation, all: stripWebp },
}

export function canStrip(type: string): boolean {
  return type in strips
}

/**
 * Removes metadata without touching a pixel. Undefined if that cannot be done: the type is another, or the file broken.
 *
 * @param bytes may be changed in place
 */
export function strip(bytes: Uint8Array<ArrayBuffer>, type: string, stripping: Stripping): Stripped | undefined {
  try {
    return strips[type]?.[stripping](bytes)
  } catch {
    return undefined // the file ends where more was announced
  }
}
