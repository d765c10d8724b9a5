import { afterAll, describe, expect, it } from 'vitest'
import type { Inspection } from '../../../contract/ports/inspector.js'
import { createOwnInspector, withDefaults } from '../../../../test/inspect/inspectWith.js'

const inspector = createOwnInspector()
afterAll(() => inspector.dispose())

const inspect = (file: File): Promise<Inspection> => inspector.inspect(file, withDefaults())

/** What the page would reserve for the picture. */
async function layOut(file: File): Promise<{ readonly width: number; readonly height: number }> {
  const image = new Image()
  image.src = URL.createObjectURL(file)
  await image.decode().catch(() => undefined)
  URL.revokeObjectURL(image.src)
  return { width: image.naturalWidth, height: image.naturalHeight }
}

function drawPng(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.fillRect(0, 0, width, height)
  return canvas.convertToBlob()
}

/** A grey bitmap of 24 bits a pixel, with a header of one of the lengths that there are. */
function makeBmp(headerBytes: number, width: number, height: number): File {
  const offset = 14 + headerBytes
  const bytes = new Uint8Array(offset + width * 3 * Math.abs(height)).fill(128, offset)
  const view = new DataView(bytes.buffer)
  bytes.set([66, 77])
  view.setUint32(2, bytes.length, true)
  view.setUint32(10, offset, true)
  view.setUint32(14, headerBytes, true)
  const isOld = headerBytes === 12
  const [at, step] = isOld ? [18, 2] : [18, 4]
  if (isOld) view.setUint16(at, width, true)
  else view.setInt32(at, width, true)
  if (isOld) view.setUint16(at + step, height, true)
  else view.setInt32(at + step, height, true)
  view.setUint16(at + step * 2, 1, true)
  view.setUint16(at + step * 2 + 2, 24, true)
  return new File([bytes], 'grey.bmp', { type: 'image/bmp' })
}

/** What holds icons (1) and cursors (2): a directory, then pictures, here PNG. */
async function makeIcon(kind: 1 | 2, sizes: readonly (readonly [width: number, height: number])[]): Promise<File> {
  const pictures = await Promise.all(sizes.map(([width, height]) => drawPng(width, height)))
  const view = new DataView(new ArrayBuffer(6 + 16 * pictures.length))
  view.setUint16(2, kind, true)
  view.setUint16(4, pictures.length, true)
  let offset = view.byteLength
  pictures.forEach(({ size }, index) => {
    const at = 6 + 16 * index
    const [width = 0, height = 0] = sizes[index] ?? []
    view.setUint8(at, width)
    view.setUint8(at + 1, height)
    view.setUint16(at + 4, 1, true)
    view.setUint16(at + 6, 32, true)
    view.setUint32(at + 8, size, true)
    view.setUint32(at + 12, offset, true)
    offset += size
  })
  return new File([view, ...pictures], 'picture.ico', { type: 'image/x-icon' })
}

/** A GIF of one black pixel at the left top of 8 by 6, with another size of the whole in its header. */
function makeGif(width: number, height: number): File {
  const screen = [71, 73, 70, 56, 57, 97, width, 0, height, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
  const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]
  const bytes = Uint8Array.of(...screen, ...frame)
  return new File([bytes], 'picture.gif', { type: 'image/gif' })
}

/** Two by two pixels. */
const jxl = '/woIELASCAgQAFwASxLFgkWAHL0xqnCBCV0qDp901Te/5QM='

const pictures: Readonly<Record<string, () => File | Promise<File>>> = {
  ...Object.fromEntries(
    [12, 16, 40, 52, 56, 64, 108, 124].map((headerBytes) => [
      `a BMP with a header of ${headerBytes} bytes`,
      () => makeBmp(headerBytes, 64, 48),
    ]),
  ),
  'a BMP whose rows run downwards': () => makeBmp(40, 64, -48),
  'an icon': () => makeIcon(1, [[32, 16]]),
  'an icon in several sizes': () =>
    makeIcon(1, [
      [16, 16],
      [64, 64],
      [32, 32],
    ]),
  'a cursor': () => makeIcon(2, [[32, 24]]),
  'a JPEG XL': () => new File([Uint8Array.from(atob(jxl), (letter) => letter.charCodeAt(0))], 'picture.jxl'),
  'a GIF whose only frame is smaller than it': () => makeGif(8, 6),
  'a GIF that says that it has no size': () => makeGif(0, 0),
  'a picture that only its declared type gives away': async () => {
    const icon = new Uint8Array(await (await makeIcon(1, [[32, 16]])).arrayBuffer())
    icon[9] = 255 // a reserved byte, which browsers do not look at
    return new File([icon], 'picture.ico', { type: 'image/vnd.microsoft.icon' })
  },
}

describe('a picture that this browser shows', () => {
  it.each(Object.entries(pictures))('has the size that the page lays out, and all other facts: %s', async (_, make) => {
    const file = await make()
    const shown = await layOut(file)
    expect(shown.width).toBeGreaterThan(0)
    expect(await inspect(file)).toMatchObject({
      image: { ...shown, blurhash: expect.stringMatching(/^.{28}$/) },
      thumbnail: expect.any(Blob),
    })
  })

  it('has its size even if no pixel can be decoded', async () => {
    const file = new File([(await drawPng(64, 48)).slice(0, -20)], 'cut.png')
    expect((await inspect(file)).image).toEqual(await layOut(file))
  })

  it('is not read from bytes that are no picture, whatever their declared type', async () => {
    expect(await inspect(new File(['nothing of the kind'], 'a.xyz', { type: 'image/x-unheard-of' }))).toEqual({})
  })
})

const svgOf = (attributes: string): File =>
  new File([`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`], 'picture.svg', { type: 'image/svg+xml' })

describe('an SVG', () => {
  it.each([
    'width="64" height="48"',
    'width="64.4" height="48.5"',
    'width="1in" height="2.54cm"',
    'width="10mm" height="72pt"',
    'width="10pc" height="40q"',
    'width="40Q" height="40PX"',
    'width=" 10 " height="10px "',
    'width="1e2" height="1E1px"',
    'width="+5" height=".5e1"',
    'width="10em" height="2rem"',
    'width="64" height="48" style="width:20px"',
    'width="100" height="50" viewBox="0 0 64 48" preserveAspectRatio="none"',
    'width="100" viewBox="0 0 64 48"',
    'height="100" viewBox="0 0 64 48"',
    'width="33" viewBox="0 0 10 7"',
    'width="50%" height="30" viewBox="0 0 64 48"',
    'width="30" height="50%" viewBox="0 0 64 48"',
    'width="10 px" height="10" viewBox="0 0 30 10"',
    'width="auto" height="10" viewBox="0 0 20 10"',
    'width="10foo" height="10" viewBox="0 0 20 10"',
  ])('has the size that the page lays out: %s', async (attributes) => {
    const file = svgOf(attributes)
    const { image, isRatioOnly } = await inspect(file)
    expect({ ...image }).toEqual(await layOut(file))
    expect(isRatioOnly).toBeUndefined()
  })

  it.each([
    'viewBox="0 0 640 480"',
    'viewBox="0,0,640,480"',
    'viewBox="0 0 30.4 20.4"',
    'width="100%" height="100%" viewBox="-5 -5 64 48"',
    'width="" height="" viewBox="0 0 50 90"',
  ])('of a view box alone has its numbers, and the shape that the page lays out: %s', async (attributes) => {
    const file = svgOf(attributes)
    const { image = { width: 0, height: 0 }, isRatioOnly } = await inspect(file)
    const shown = await layOut(file)
    expect(isRatioOnly).toBe(true)
    expect(image.width / image.height).toBeCloseTo(shown.width / shown.height, 1)
    expect(attributes).toContain(String(image.width))
  })

  it.each([
    'width="0" height="48"',
    'width="-5" height="48" viewBox="0 0 10 10"',
    'width="0" height="0" viewBox="0 0 5 9"',
    'width="0.2" height="0.2"',
  ])('that would be invisible has no size: %s', async (attributes) => {
    const file = svgOf(attributes)
    const { width, height } = await layOut(file)
    expect(width * height).toBe(0)
    expect((await inspect(file)).image).toBeUndefined()
  })

  it.each([
    '',
    'width="64"',
    'width="100%" height="100%"',
    'viewBox="0 0 -5 48"',
    'viewBox="0 0 64 48" preserveAspectRatio="none"',
  ])('that fits any shape has no size, although the page lays it out with one: %s', async (attributes) => {
    const file = svgOf(attributes)
    const { width, height } = await layOut(file)
    expect(width === 300 || height === 150).toBe(true)
    expect((await inspect(file)).image).toBeUndefined()
  })
})
