import { readOrientation } from '../../../inspect/worker/image/exif.js'
import { viewOf } from '../../../inspect/worker/image/viewOf.js'
import { blankExifLocation } from './blankExifLocation.js'
import { blankXmpLocation } from './blankXmpLocation.js'
import { latin1 } from './latin1.js'
import { writeOrientation } from './orientation.js'
import type { Stripped } from './strip.js'

interface Chunk {
  readonly type: string
  readonly content: Uint8Array<ArrayBuffer>
  /** With its head and the byte that makes its length even. */
  readonly whole: Uint8Array<ArrayBuffer>
}

const needed = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const exifFlag = 0x08
const xmpFlag = 0x04

export function stripWebpLocation(bytes: Uint8Array<ArrayBuffer>): Stripped {
  let isChanged = false
  for (const { type, content } of readChunks(bytes)) {
    if (type === 'EXIF' && blankExifLocation(tiffOf(content))) isChanged = true
    if (type === 'XMP ' && blankXmpLocation(content)) isChanged = true
  }
  return isChanged ? [bytes] : null
}

export function stripWebp(bytes: Uint8Array<ArrayBuffer>): Stripped {
  const chunks = [...readChunks(bytes)]
  const exif = chunks.find(({ type }) => type === 'EXIF')
  const orientation = exif ? readOrientation(tiffOf(exif.content)) : 1
  const parts = chunks.filter(({ type }) => needed.has(type)).map(({ whole }) => whole)
  if (orientation !== 1) parts.push(createChunk('EXIF', writeOrientation(orientation)))
  const [first] = chunks
  const flags = orientation === 1 ? exifFlag | xmpFlag : xmpFlag
  if (first?.type === 'VP8X') first.content[0] = (first.content[0] ?? 0) & ~flags
  const head = bytes.slice(0, 12)
  viewOf(head).setUint32(4, 4 + parts.reduce((sum, { length }) => sum + length, 0), true)
  return [head, ...parts]
}

/** Some programs write the head that the block has in a JPEG. */
function tiffOf(exif: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return latin1(exif.subarray(0, 4)) === 'Exif' ? exif.subarray(6) : exif
}

function* readChunks(bytes: Uint8Array<ArrayBuffer>): Generator<Chunk> {
  const view = viewOf(bytes)
  let offset = 12
  while (offset + 8 <= bytes.length) {
    const length = view.getUint32(offset + 4, true)
    const contentEnd = Math.min(bytes.length, offset + 8 + length)
    const end = Math.min(bytes.length, contentEnd + (length & 1))
    const type = latin1(bytes.subarray(offset, offset + 4))
    yield { type, content: bytes.subarray(offset + 8, contentEnd), whole: bytes.subarray(offset, end) }
    offset = Math.max(end, offset + 8)
  }
}

function createChunk(type: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(8 + content.length + (content.length & 1))
  whole.set(Array.from(type, (letter) => letter.charCodeAt(0)))
  viewOf(whole).setUint32(4, content.length, true)
  whole.set(content, 8)
  return whole
}
