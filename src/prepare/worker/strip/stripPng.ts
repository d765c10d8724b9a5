import { readOrientation } from '../../../inspect/worker/image/exif.js'
import { viewOf } from '../../../inspect/worker/image/viewOf.js'
import { blankExifLocation } from './blankExifLocation.js'
import { blankXmpLocation } from './blankXmpLocation.js'
import { crc32 } from './crc32.js'
import { latin1 } from './latin1.js'
import { writeOrientation } from './orientation.js'
import type { Stripped } from './strip.js'

interface Chunk {
  readonly type: string
  readonly content: Uint8Array<ArrayBuffer>
  /** With its length and its checksum. */
  readonly whole: Uint8Array<ArrayBuffer>
}

/** Transparency, colours, density, background and animation. The critical ones begin with a capital letter. */
const needed = new Set('tRNS gAMA cHRM sRGB iCCP cICP mDCV cLLI sBIT pHYs bKGD acTL fcTL fdAT'.split(' '))

const texts = new Set(['tEXt', 'zTXt', 'iTXt'])

/** Programs that write profiles into texts, which are compressed as a rule, write the same into a chunk as well. */
const locationKeyword = /^raw profile type|gps|location|latitude|longitude|city|country/i

const xmpKeyword = 'XML:com.adobe.xmp'

export function stripPngLocation(bytes: Uint8Array<ArrayBuffer>): Stripped {
  let isChanged = false
  const parts: Uint8Array<ArrayBuffer>[] = [bytes.subarray(0, 8)]
  for (const chunk of readChunks(bytes)) {
    const fate = decideOn(chunk)
    if (fate !== 'kept') isChanged = true
    if (fate === 'changed') writeChecksum(chunk.whole)
    if (fate !== 'dropped') parts.push(chunk.whole)
  }
  return isChanged ? parts : null
}

/** Takes the location out in place, where that can be done. */
function decideOn({ type, content }: Chunk): 'kept' | 'changed' | 'dropped' {
  if (type === 'eXIf') return blankExifLocation(content) ? 'changed' : 'kept'
  if (!texts.has(type)) return 'kept'
  const keywordEnd = content.indexOf(0)
  const keyword = latin1(content.subarray(0, Math.min(79, Math.max(0, keywordEnd))))
  if (locationKeyword.test(keyword)) return 'dropped'
  if (keyword !== xmpKeyword) return 'kept'
  // What is compressed cannot be looked into without unpacking it.
  if (type !== 'iTXt' || content[keywordEnd + 1] !== 0) return 'dropped'
  // Behind the two numbers for the compression stand two texts, which end with a zero as well: what language it is in.
  const languageEnd = content.indexOf(0, keywordEnd + 3)
  const textStart = content.indexOf(0, languageEnd + 1) + 1
  return blankXmpLocation(content.subarray(textStart)) ? 'changed' : 'kept'
}

export function stripPng(bytes: Uint8Array<ArrayBuffer>): Stripped {
  const parts: Uint8Array<ArrayBuffer>[] = [bytes.subarray(0, 8)]
  for (const { type, content, whole } of readChunks(bytes)) {
    const orientation = type === 'eXIf' ? readOrientation(content) : 1
    if (orientation !== 1) parts.push(createChunk('eXIf', writeOrientation(orientation)))
    if (/^[A-Z]/.test(type) || needed.has(type)) parts.push(whole)
  }
  return parts
}

/** What stands behind the last chunk is no part of the picture. */
function* readChunks(bytes: Uint8Array<ArrayBuffer>): Generator<Chunk> {
  const view = viewOf(bytes)
  let offset = 8
  while (offset + 12 <= bytes.length) {
    const end = Math.min(bytes.length, offset + 12 + view.getUint32(offset))
    const type = latin1(bytes.subarray(offset + 4, offset + 8))
    yield { type, content: bytes.subarray(offset + 8, end - 4), whole: bytes.subarray(offset, end) }
    if (type === 'IEND') return
    offset = end
  }
}

function createChunk(type: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(12 + content.length)
  viewOf(whole).setUint32(0, content.length)
  whole.set(
    Array.from(type, (letter) => letter.charCodeAt(0)),
    4,
  )
  whole.set(content, 8)
  writeChecksum(whole)
  return whole
}

function writeChecksum(whole: Uint8Array<ArrayBuffer>): void {
  viewOf(whole).setUint32(whole.length - 4, crc32(whole.subarray(4, -4)))
}
