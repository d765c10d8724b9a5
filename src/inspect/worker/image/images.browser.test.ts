import { encode } from 'blurhash'
import { afterAll, describe, expect, it } from 'vitest'
import type { Inspection } from '../../../contract/ports/inspector.js'
import { createOwnInspector, withDefaults } from '../../../../test/inspect/inspectWith.js'

const urls = import.meta.glob<string>('../../../../test/inspect/fixtures/*', {
  query: '?url',
  import: 'default',
  eager: true,
})

async function load(name: string, type = ''): Promise<File> {
  const response = await fetch(urls[`../../../../test/inspect/fixtures/${name}`] ?? `no fixture ${name}`)
  return new File([await response.arrayBuffer()], name, { type })
}

const inspector = createOwnInspector()
afterAll(() => inspector.dispose())

const inspect = async (name: string): Promise<Inspection> => inspector.inspect(await load(name), withDefaults())

type Colour = readonly [red: number, green: number, blue: number]

/** The colours in the middle of the four quadrants. */
async function readQuadrants(picture: Blob): Promise<Colour[]> {
  const bitmap = await createImageBitmap(picture)
  const { width, height } = bitmap
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser has no canvas.')
  context.drawImage(bitmap, 0, 0)
  return [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const [red = 0, green = 0, blue = 0] = context.getImageData(
        Math.floor(x * width),
        Math.floor(y * height),
        1,
        1,
      ).data
      return [red, green, blue] as const
    }),
  )
}

const coloured: readonly Colour[] = [
  [220, 30, 30],
  [30, 180, 30],
  [30, 30, 220],
  [240, 240, 240],
]

function expectColours(actual: readonly Colour[], expected: readonly Colour[], tolerance = 6): void {
  const differences = actual.flatMap((colour, quadrant) =>
    colour.map((channel, index) => Math.abs(channel - (expected[quadrant]?.[index] ?? Number.NaN))),
  )
  expect(Math.max(...differences)).toBeLessThanOrEqual(tolerance)
}

/** What the reference encoder makes of a picture of quadrants, drawn here. */
function encodeQuadrants(width: number, height: number, colours: readonly Colour[]): string {
  const pixels = new Uint8ClampedArray(width * height * 4)
  for (let index = 0; index < width * height; index++) {
    const quadrant = (index % width < width / 2 ? 0 : 1) + (index < (width * height) / 2 ? 0 : 2)
    pixels.set([...(colours[quadrant] ?? [0, 0, 0]), 255], index * 4)
  }
  return encode(pixels, width, height, 4, 3)
}

/** Decodes a blurhash's average colour. */
const averageOf = (blurhash = ''): string => blurhash.slice(2, 6)

describe('a picture', () => {
  it.each([
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => `orientation-${orientation}.jpg`),
    'orientation-6.png',
    'orientation-6.avif',
    'plain.png',
    'plain.webp',
    'lossless.webp',
    'plain.avif',
    'plain.gif',
    'progressive.jpg',
  ])('is read upright: %s', async (name) => {
    const { image, thumbnail = new Blob() } = await inspect(name)
    expect(image).toMatchObject({ width: 120, height: 80, blurhash: expect.stringMatching(/^.{28}$/) })
    expect(await createImageBitmap(thumbnail)).toMatchObject({ width: 120, height: 80 })
    expectColours(await readQuadrants(thumbnail), coloured)
    const bitmap = await createImageBitmap(await load(name))
    expect(bitmap).toMatchObject({ width: 120, height: 80 })
  })

  it('has the size that the browser shows, even if that ignores an orientation', async () => {
    const { image } = await inspect('orientation-6.webp')
    const { width, height } = await createImageBitmap(await load('orientation-6.webp'))
    expect(image).toMatchObject({ width, height })
  })

  it('has the blurhash that the reference encoder computes for the same pixels', async () => {
    const colours = coloured
    const canvas = new OffscreenCanvas(32, 24)
    const context = canvas.getContext('2d')
    colours.forEach(([red, green, blue], quadrant) => {
      if (!context) return
      context.fillStyle = `rgb(${red} ${green} ${blue})`
      context.fillRect((quadrant % 2) * 16, quadrant < 2 ? 0 : 12, 16, 12)
    })
    const file = new File([await canvas.convertToBlob({ type: 'image/png' })], 'small.png')
    const { image } = await inspector.inspect(file, withDefaults())
    expect(image?.blurhash).toBe(encodeQuadrants(32, 24, colours))
  })

  it('may be in CMYK', async () => {
    const { image, thumbnail = new Blob() } = await inspect('cmyk.jpg')
    expect(image).toMatchObject({ width: 120, height: 80, blurhash: expect.any(String) })
    expectColours(await readQuadrants(thumbnail), await readQuadrants(await load('cmyk.jpg')))
  })

  it('keeps its transparency in the thumbnail, and is drawn on white for the blurhash', async () => {
    const { image, thumbnail } = await inspect('transparent.png')
    expect(thumbnail?.type).toBe('image/webp')
    expect(averageOf(image?.blurhash)).toBe(
      averageOf(
        encodeQuadrants(
          32,
          24,
          [0, 1, 2, 3].map(() => [255, 255, 255]),
        ),
      ),
    )
  })

  it('is recognised by its bytes, not by its name', async () => {
    const file = new File([await load('plain.png')], 'photo.jpg', { type: 'image/jpeg' })
    await expect(inspector.inspect(file, withDefaults())).resolves.toMatchObject({
      sniffedType: 'image/png',
      image: { width: 120, height: 80 },
    })
  })

  it('has a thumbnail of at most 256 pixels', async () => {
    const { thumbnail = new Blob(), image } = await inspect('thumbnail-stale.jpg')
    expect(image).toMatchObject({ width: 640, height: 480 })
    expect(thumbnail.type).toBe('image/jpeg')
    expect(await createImageBitmap(thumbnail)).toMatchObject({ width: 256, height: 192 })
  })
})

describe('the thumbnail that a camera left', () => {
  it.each(['thumbnail-1.jpg', 'thumbnail-6.jpg', 'thumbnail-stale.jpg'])(
    'is not used, because the picture may have been edited since: %s',
    async (name) => {
      const { image, thumbnail = new Blob() } = await inspect(name)
      expect(image).toMatchObject({ width: 640, height: 480 })
      expectColours(await readQuadrants(thumbnail), coloured)
      expect(averageOf(image?.blurhash)).toBe(averageOf(encodeQuadrants(32, 24, coloured)))
    },
  )

  it('is not used for a large picture either', async () => {
    const [large, small] = [await makeLarge(), await (await load('thumbnail-1.jpg')).arrayBuffer()]
    const exif = new Uint8Array(small).subarray(2, 4 + new DataView(small).getUint16(4))
    const file = new File([large.slice(0, 2), exif, large.slice(2)], 'edited.jpg')
    const { image, thumbnail = new Blob() } = await inspector.inspect(file, withDefaults())
    expect(image).toMatchObject({ width: 2400, height: 1800 })
    expectColours(await readQuadrants(thumbnail), coloured)
  })
})

/** 4 megapixels, so that scaling is worth while. */
async function makeLarge(): Promise<Uint8Array<ArrayBuffer>> {
  const bitmap = await createImageBitmap(await load('thumbnail-stale.jpg'))
  const canvas = new OffscreenCanvas(2400, 1800)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, 2400, 1800)
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer())
}

describe('a large JPEG', () => {
  it('is decoded small', async () => {
    const file = new File([await makeLarge()], 'large.jpg')
    const { image, thumbnail = new Blob() } = await inspector.inspect(file, withDefaults())
    expect(image).toMatchObject({ width: 2400, height: 1800, blurhash: expect.any(String) })
    expect(await createImageBitmap(thumbnail)).toMatchObject({ width: 256, height: 192 })
    expectColours(await readQuadrants(thumbnail), coloured)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is upright also when it is decoded small: orientation %i', async (orientation) => {
    const bytes = await makeLarge()
    const exif = [
      0xff, 0xe1, 0, 34, 69, 120, 105, 102, 0, 0, 77, 77, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0,
    ]
    const segment = Uint8Array.of(...exif, orientation, 0, 0, 0, 0, 0, 0)
    const file = new File([bytes.slice(0, 2), segment, bytes.slice(2)], 'turned.jpg')
    const { image, thumbnail = new Blob() } = await inspector.inspect(file, withDefaults())
    const shown = await createImageBitmap(file)
    expect(image).toMatchObject({ width: shown.width, height: shown.height })
    const isOnSide = orientation > 4
    expect(await createImageBitmap(thumbnail)).toMatchObject({
      width: isOnSide ? 192 : 256,
      height: isOnSide ? 256 : 192,
    })
    expectColours(await readQuadrants(thumbnail), await readQuadrants(file))
  })

  it('may have two megabytes of other things before its header', async () => {
    const bytes = await makeLarge()
    const segment = Uint8Array.of(0xff, 0xe2, 0xff, 0xff, ...new Uint8Array(0xfffd))
    const parts = [bytes.slice(0, 2), ...Array.from({ length: 32 }, () => segment), bytes.slice(2)]
    const { image } = await inspector.inspect(new File(parts, 'stuffed.jpg'), withDefaults())
    expect(image).toMatchObject({ width: 2400, height: 1800, blurhash: expect.any(String) })
  })
})

describe('an SVG', () => {
  it.each([
    ['none.svg', undefined],
    ['viewbox.svg', { image: { width: 64, height: 48 }, isRatioOnly: true }],
    ['size.svg', { image: { width: 64, height: 48 } }],
    ['script.svg', { image: { width: 96, height: 76 } }],
  ])('has the size that it declares, and is never drawn: %s', async (name, reading) => {
    expect(await inspect(name)).toEqual({ sniffedType: 'image/svg+xml', ...reading })
  })
})

describe('a broken picture', () => {
  it.each([
    ['half.jpg', { sniffedType: 'image/jpeg', image: { width: 640, height: 480 } }],
    ['no-idat.png', { sniffedType: 'image/png', image: { width: 120, height: 80 } }],
    ['random.jpg', {}],
    ['html.png', { sniffedType: 'text/html' }],
  ])('keeps the facts that can be read: %s', async (name, inspection) => {
    expect(await inspect(name)).toEqual(inspection)
  })

  it('still gets its digest', async () => {
    const inspection = await inspector.inspect(await load('half.jpg'), withDefaults({ digest: 'sha-256' }))
    expect(inspection.digest?.hex).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is not decoded above 50 megapixels', async () => {
    const start = performance.now()
    await expect(inspect('huge.png')).resolves.toEqual({
      sniffedType: 'image/png',
      image: { width: 20_000, height: 20_000 },
    })
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
