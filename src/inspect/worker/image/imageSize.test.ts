import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readImageSize } from './imageSize.js'

const load = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../../test/inspect/fixtures/${name}`, import.meta.url)))

const isoBox = (type: string, ...content: (string | number[])[]): string => {
  const body = content.map((part) => (typeof part === 'string' ? part : String.fromCharCode(...part))).join('')
  return String.fromCharCode(0, 0, (body.length + 8) >> 8, (body.length + 8) & 255) + type + body
}

/** What an iPhone writes before the picture, cut down to what tells its size and rotation. */
function makeHeicHeader(quarterTurns: number): Uint8Array {
  const properties = isoBox(
    'ipco',
    isoBox('ispe', [0, 0, 0, 0, 0, 0, 0x0f, 0xc0, 0, 0, 0x0b, 0xd0]),
    isoBox('irot', [quarterTurns]),
  )
  const associations = isoBox('ipma', [0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 2, 1, 0x82])
  const meta = isoBox(
    'meta',
    [0, 0, 0, 0],
    isoBox('pitm', [0, 0, 0, 0, 0, 1]),
    isoBox('iprp', properties, associations),
  )
  const file = isoBox('ftyp', 'heic', [0, 0, 0, 0], 'mif1heic') + meta
  return Uint8Array.from(file, (letter) => letter.charCodeAt(0))
}

const letters = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))

/** The header alone, in each of the lengths that it had over the years. */
function makeBmp(headerBytes: number, width: number, height: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(14 + headerBytes))
  view.setUint32(14, headerBytes, true)
  if (headerBytes === 12) {
    view.setUint16(18, width, true)
    view.setUint16(20, height, true)
  } else {
    view.setInt32(18, width, true)
    view.setInt32(22, height, true)
  }
  return new Uint8Array(view.buffer)
}

/** The bits in the order in which they are read. */
function makeJxlCodestream(bits: string): Uint8Array {
  const bytes = Uint8Array.of(0xff, 0x0a, ...new Uint8Array(20))
  Array.from(bits.replaceAll(' ', '')).forEach((bit, index) => {
    bytes[2 + (index >> 3)] = (bytes[2 + (index >> 3)] ?? 0) | (Number(bit) << (index & 7))
  })
  return bytes
}

describe('readImageSize', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('gives the upright size of a JPEG of orientation %i', (orientation) => {
    const size = readImageSize(load(`orientation-${orientation}.jpg`), 'image/jpeg')
    expect(size).toEqual({ width: 120, height: 80 })
  })

  it.each([
    ['orientation-6.png', 'image/png'],
    ['orientation-6.avif', 'image/avif'],
  ])('gives the upright size of %s', (name, type) => {
    expect(readImageSize(load(name), type)).toEqual({ width: 120, height: 80 })
  })

  it.each([
    ['plain.png', 'image/png'],
    ['plain.webp', 'image/webp'],
    ['lossless.webp', 'image/webp'],
    ['plain.avif', 'image/avif'],
    ['plain.gif', 'image/gif'],
    ['progressive.jpg', 'image/jpeg'],
    ['cmyk.jpg', 'image/jpeg'],
  ])('reads %s', (name, type) => {
    expect(readImageSize(load(name), type)).toEqual({ width: 120, height: 80 })
  })

  it.each([
    [0, { width: 4032, height: 3024 }],
    [1, { width: 3024, height: 4032 }],
    [2, { width: 4032, height: 3024 }],
    [3, { width: 3024, height: 4032 }],
  ])('reads a HEIC that is turned by %i quarters', (quarterTurns, size) => {
    expect(readImageSize(makeHeicHeader(quarterTurns), 'image/heic')).toEqual(size)
  })

  it.each([12, 16, 40, 52, 56, 64, 108, 124])('reads a BMP with a header of %i bytes', (headerBytes) => {
    expect(readImageSize(makeBmp(headerBytes, 300, 200), 'image/bmp')).toEqual({ width: 300, height: 200 })
  })

  it.each([16, 40, 64, 124])('reads a BMP whose rows run downwards, with a header of %i bytes', (headerBytes) => {
    expect(readImageSize(makeBmp(headerBytes, 300, -200), 'image/bmp')).toEqual({ width: 300, height: 200 })
  })

  it('reads the 65,535 pixels of an old BMP, whose numbers have no sign', () => {
    expect(readImageSize(makeBmp(12, 65_535, 65_535), 'image/bmp')).toEqual({ width: 65_535, height: 65_535 })
  })

  it('gives nothing for a BMP of a negative width', () => {
    expect(readImageSize(makeBmp(40, -300, 200), 'image/bmp')).toBeUndefined()
  })

  it.each([
    ['small and square', '1 11010 100', { width: 96, height: 96 }],
    ['small, each edge by itself', '1 10000 000 11000', { width: 32, height: 16 }],
    ['of nine bits each', '0 00 000100110 000 00 111100110', { width: 208, height: 201 }],
    ['of thirteen bits and 4:3', '0 10 1110110111010 110', { width: 4000, height: 3000 }],
    ['of thirty bits and 2:1', `0 11 ${'1'.repeat(15)}${'0'.repeat(15)} 111`, { width: 65_536, height: 32_768 }],
  ])('reads a JPEG XL that is %s', (_, bits, size) => {
    const codestream = makeJxlCodestream(bits)
    expect(readImageSize(codestream, 'image/jxl')).toEqual(size)
    const signature = [0, 0, 0, 12, ...letters('JXL '), 13, 10, 0x87, 10]
    const brand = [0, 0, 0, 20, ...letters('ftypjxl '), 0, 0, 0, 0, ...letters('jxl ')]
    const bytes = [...codestream]
    for (const box of [
      [0, 0, 0, 0, ...letters('jxlc'), ...bytes],
      [0, 0, 0, bytes.length + 12, ...letters('jxlp'), 0, 0, 0, 0, ...bytes],
      [0, 0, 0, 1, ...letters('jxlc'), 0, 0, 0, 0, 0, 0, 0, bytes.length + 16, ...bytes],
    ]) {
      expect(readImageSize(Uint8Array.of(...signature, ...brand, ...box), 'image/jxl')).toEqual(size)
    }
  })

  it('reads what is there of a picture that is cut in half', () => {
    expect(readImageSize(load('half.jpg'), 'image/jpeg')).toEqual({ width: 640, height: 480 })
  })

  it('gives nothing for bytes that are no picture', () => {
    expect(readImageSize(load('random.jpg'), 'image/jpeg')).toBeUndefined()
  })

  it.each([
    'orientation-6.jpg',
    'thumbnail-6.jpg',
    'orientation-6.png',
    'orientation-6.avif',
    'plain.webp',
    'plain.gif',
  ])('throws at no length of a %s that is cut off', (name) => {
    const bytes = load(name)
    const type = { jpg: 'image/jpeg', png: 'image/png', avif: 'image/avif', webp: 'image/webp', gif: 'image/gif' }
    const ending = name.split('.')[1] as keyof typeof type
    for (let length = 0; length <= bytes.length; length++) {
      expect(() => readImageSize(bytes.slice(0, length), type[ending])).not.toThrow()
    }
  })
})
