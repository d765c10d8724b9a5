import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readImageHeader } from './imageHeader.js'

const load = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)))

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

describe('readImageHeader', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('gives the upright size of a JPEG of orientation %i', (orientation) => {
    const header = readImageHeader(load(`orientation-${orientation}.jpg`), 'image/jpeg')
    expect(header).toEqual({ size: { width: 120, height: 80 }, orientation })
  })

  it.each([
    ['orientation-6.png', 'image/png'],
    ['orientation-6.avif', 'image/avif'],
  ])('gives the upright size of %s', (name, type) => {
    expect(readImageHeader(load(name), type)?.size).toEqual({ width: 120, height: 80 })
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
    expect(readImageHeader(load(name), type)).toEqual({ size: { width: 120, height: 80 }, orientation: 1 })
  })

  it.each([
    [0, { width: 4032, height: 3024 }],
    [1, { width: 3024, height: 4032 }],
    [2, { width: 4032, height: 3024 }],
    [3, { width: 3024, height: 4032 }],
  ])('reads a HEIC that is turned by %i quarters', (quarterTurns, size) => {
    expect(readImageHeader(makeHeicHeader(quarterTurns), 'image/heic')?.size).toEqual(size)
  })

  it('reads a BMP whose rows run downwards', () => {
    const bytes = new Uint8Array(54)
    const view = new DataView(bytes.buffer)
    view.setInt32(18, 300, true)
    view.setInt32(22, -200, true)
    expect(readImageHeader(bytes, 'image/bmp')?.size).toEqual({ width: 300, height: 200 })
  })

  it('finds the thumbnail that a camera left', () => {
    const { thumbnail, orientation } = readImageHeader(load('thumbnail-6.jpg'), 'image/jpeg') ?? {}
    expect(orientation).toBe(6)
    expect(readImageHeader(thumbnail ?? new Uint8Array(), 'image/jpeg')?.size).toEqual({ width: 120, height: 160 })
  })

  it('reads what is there of a picture that is cut in half', () => {
    expect(readImageHeader(load('half.jpg'), 'image/jpeg')?.size).toEqual({ width: 640, height: 480 })
  })

  it('gives nothing for bytes that are no picture', () => {
    expect(readImageHeader(load('random.jpg'), 'image/jpeg')).toBeUndefined()
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
      expect(() => readImageHeader(bytes.slice(0, length), type[ending])).not.toThrow()
    }
  })
})
