import { findPngChunk } from '../../../inspect/worker/image/png.js'
import { viewOf } from '../../../inspect/worker/image/viewOf.js'
import { contentOf, readSegments } from '../strip/jpegSegments.js'
import { latin1 } from '../strip/latin1.js'

/** The numbers of BT.2020 and Display P3 in the tables of H.273, which PNG, AVIF and HEIC have in common. */
const widePrimaries = new Set([9, 11, 12])

/** Whether a picture may have colours that sRGB does not have. */
export async function isWideGamut(head: Uint8Array, type: string): Promise<boolean> {
  try {
    const found = await findProfile(head, type)
    return typeof found === 'boolean' ? found : found !== null && isWideProfile(found)
  } catch {
    return false // the profile ends where more was announced
  }
}

/** An ICC profile, or what a table of numbers says; null if there is nothing. */
async function findProfile(head: Uint8Array, type: string): Promise<Uint8Array | boolean | null> {
  switch (type) {
    case 'image/jpeg':
      return findInJpeg(head)
    case 'image/png':
      return findInPng(head)
    case 'image/webp':
      return findInWebp(head)
    case 'image/avif':
    case 'image/heic':
    case 'image/heif':
    case 'image/heic-sequence':
      return findInBoxes(head)
    default:
      return null
  }
}

/** The colourants stand at the start, so that the first of several segments is enough. */
function findInJpeg(head: Uint8Array): Uint8Array | null {
  for (const segment of readSegments(head)) {
    const icc = contentOf('icc', segment)
    // The number of the segment, and how many there are.
    if (icc) return icc.subarray(2)
  }
  return null
}

const numbersCode = 0x63494350 // 'cICP'
const profileCode = 0x69434350 // 'iCCP'

/** Where a file has both, the numbers take precedence. @see https://www.w3.org/TR/png-3/#cICP-chunk */
async function findInPng(head: Uint8Array): Promise<Uint8Array | boolean | null> {
  const numbers = findPngChunk(head, numbersCode)
  if (numbers) return widePrimaries.has(numbers[0] ?? 0)
  const profile = findPngChunk(head, profileCode)
  // Behind the name come a zero and the method of compression, of which there is one.
  return profile ? inflate(profile.slice(profile.indexOf(0) + 2)) : null
}

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  const { value } = await stream.getReader().read()
  return value ?? new Uint8Array()
}

function findInWebp(head: Uint8Array): Uint8Array | null {
  const view = viewOf(head)
  if (latin1(head.subarray(12, 16)) !== 'VP8X') return null
  // The profile comes right behind the header, if there is one.
  return latin1(head.subarray(30, 34)) === 'ICCP' ? head.subarray(38, 38 + view.getUint32(34, true)) : null
}

/** A file may have several pictures, of which a gain map or a mask has no wide colours. */
function findInBoxes(head: Uint8Array): boolean {
  for (const { index, 0: found } of latin1(head).matchAll(/colr(?:nclx|prof|rICC)/g)) {
    const content = head.subarray(index + found.length)
    const isWide = found === 'colrnclx' ? widePrimaries.has(viewOf(content).getUint16(0)) : isWideProfile(content)
    if (isWide) return true
  }
  return false
}

/** Red, green and blue of sRGB as profiles have them, adapted to the white of D50. */
const srgb: Readonly<Record<string, readonly number[]>> = {
  rXYZ: [0.436, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7139],
}
/** Programs write the colourants of sRGB with small differences. */
const tolerance = 0.02
const headerBytes = 128

function isWideProfile(icc: Uint8Array): boolean {
  const view = viewOf(icc)
  const count = view.getUint32(headerBytes)
  for (let tag = 0; tag < count; tag += 1) {
    const at = headerBytes + 4 + tag * 12
    const expected = srgb[latin1(icc.subarray(at, at + 4))]
    const value = view.getUint32(at + 4) + 8
    if (expected?.some((part, index) => Math.abs(view.getInt32(value + index * 4) / 65_536 - part) > tolerance))
      return true
  }
  return false
}
