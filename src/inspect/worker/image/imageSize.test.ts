import { readFileSync } from 'node:fs'
import { array, assert, constantFrom, integer, property, tuple, uint8Array } from 'fast-check'
import { imageDimensionsFromData } from 'image-dimensions'
import { describe, expect, it } from 'vitest'
import { readImageSize } from './imageSize.js'

const load = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../../test/inspect/fixtures/${name}`, import.meta.url)))

const isoBox = (type: string, ...content: (string | number[])[]): string => {
  const body = content.map((part) => (typeof part === 'string' ? part : String.fromCharCode(...part))).join('')
  return String.fromCharCode(0, 0, (body.length + 8) >> 8, (body.length + 8) & 255) + type + body
}

/** The boxes that an iPhone writes before the picture, reduced to those with its size and rotation. */
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
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('returns the upright size of a JPEG of orientation %i', (orientation) => {
    const size = readImageSize(load(`orientation-${orientation}.jpg`), 'image/jpeg')
    expect(size).toEqual({ width: 120, height: 80 })
  })

  it.each([
    ['orientation-6.png', 'image/png'],
    ['orientation-6.avif', 'image/avif'],
  ])('returns the upright size of %s', (name, type) => {
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

  it('returns nothing for a BMP with a negative width', () => {
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

  it('returns nothing for bytes that are no picture', () => {
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
  it('skips fill bytes and strays between the segments of a JPEG, as decoders do', () => {
    const frame = [0xff, 0xc0, 0, 11, 8, 0, 80, 0, 120, 1, 1, 0x11, 0]
    const start = [0xff, 0xd8, 0xff, 0xff, 0xe0, 0, 4, 1, 2, 7, 0xff, 0x01]
    expect(readImageSize(Uint8Array.of(...start, ...frame), 'image/jpeg')).toEqual({ width: 120, height: 80 })
  })

  it('returns the size of the whole HEIC picture, not of its tiles or its thumbnail', () => {
    const sizes = [
      [0x02, 0x00, 0x02, 0x00],
      [0x0f, 0xc0, 0x0b, 0xd0],
      [0x01, 0x40, 0x00, 0xf0],
    ].map(([w1 = 0, w2 = 0, h1 = 0, h2 = 0]) => isoBox('ispe', [0, 0, 0, 0, 0, 0, w1, w2, 0, 0, h1, h2]))
    const meta = isoBox('meta', [0, 0, 0, 0], isoBox('iprp', isoBox('ipco', ...sizes)))
    const bytes = Uint8Array.from(isoBox('ftyp', 'heic', [0, 0, 0, 0]) + meta, (letter) => letter.charCodeAt(0))
    expect(readImageSize(bytes, 'image/heic')).toEqual({ width: 4032, height: 3024 })
  })
})

const edge = integer({ min: 1, max: 0x3fff })
const little = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, index) => (value >> (8 * index)) & 255)
const big = (value: number, bytes: number): number[] => little(value, bytes).toReversed()

/** Headers of any size, each by its type. */
const headers: Readonly<Record<string, (width: number, height: number) => readonly number[]>> = {
  'image/png': (width, height) => [
    ...letters('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'),
    ...big(width, 4),
    ...big(height, 4),
    ...letters('\x08\x06\0\0\0\0\0\0\0'),
  ],
  'image/gif': (width, height) => [...letters('GIF89a'), ...little(width, 2), ...little(height, 2), 0, 0, 0],
}

const webps: Readonly<Record<string, (width: number, height: number) => readonly number[]>> = {
  'VP8 ': (width, height) => [0, 0, 0, 0x9d, 1, 0x2a, ...little(width, 2), ...little(height, 2)],
  VP8L: (width, height) => [0x2f, ...little((width - 1) | ((height - 1) << 14), 4), 0, 0, 0, 0, 0],
  VP8X: (width, height) => [0, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)],
}

/** The reference in these tests, too heavy for the worker. */
function referenceSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  const size = imageDimensionsFromData(bytes)
  return size && { width: size.width, height: size.height }
}

describe('readImageSize, against image-dimensions', () => {
  it.each(Object.entries(headers))('reads the same from any %s', (type, make) => {
    assert(
      property(edge, edge, (width, height) => {
        const bytes = Uint8Array.from(make(width, height))
        expect(readImageSize(bytes, type)).toEqual({ width, height })
        expect(referenceSize(bytes)).toEqual({ width, height })
      }),
    )
  })

  it.each(Object.entries(webps))('reads the same from any WebP of the form %s', (form, make) => {
    assert(
      property(edge, edge, (width, height) => {
        const chunk = [...letters(form), 10, 0, 0, 0, ...make(width, height)]
        const bytes = Uint8Array.of(...letters('RIFF'), ...little(chunk.length + 4, 4), ...letters('WEBP'), ...chunk)
        expect(readImageSize(bytes, 'image/webp')).toEqual({ width, height })
        expect(referenceSize(bytes)).toEqual({ width, height })
      }),
    )
  })

  it('reads the same from any JPEG, whatever precedes the frame', () => {
    const segment = tuple(constantFrom(0xc4, 0xcc, 0xdb, 0xe0, 0xe1, 0xfe), uint8Array({ maxLength: 40 }))
    const frame = constantFrom(0xc0, 0xc1, 0xc2, 0xc5, 0xcf)
    assert(
      property(array(segment), frame, edge, edge, (segments, marker, width, height) => {
        const before = segments.flatMap(([kind, content]) => [0xff, kind, ...big(content.length + 2, 2), ...content])
        const start = [0xff, marker, 0, 17, 8, ...big(height, 2), ...big(width, 2), ...new Uint8Array(10)]
        const bytes = Uint8Array.of(0xff, 0xd8, ...before, ...start)
        expect(referenceSize(bytes)).toEqual({ width, height })
        expect([`${width} ${height}`, `${height} ${width}`]).toContain(
          Object.values(readImageSize(bytes, 'image/jpeg') ?? {}).join(' '),
        )
      }),
    )
  })

  it.each(['plain.avif', 'plain.webp', 'lossless.webp', 'plain.gif', 'plain.png', 'progressive.jpg', 'cmyk.jpg'])(
    'reads the same from %s, however many of its first bytes it gets',
    (name) => {
      const bytes = load(name)
      const type = `image/${name.split('.')[1]?.replace('jpg', 'jpeg')}`
      const starts = Array.from({ length: Math.min(bytes.length, 1000) }, (_, length) => bytes.slice(0, length + 1))
      const readable = starts.filter((start) => referenceSize(start))
      expect(readable.map((start) => readImageSize(start, type))).toEqual(readable.map(referenceSize))
      expect(readable.length).toBeGreaterThan(0)
    },
  )
})
