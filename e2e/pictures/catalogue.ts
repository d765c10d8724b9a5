import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import sharp, { type JpegOptions, type Sharp } from 'sharp'
import { addExifToJpeg, addSegment, makeExif } from '../../scripts/images/exif.ts'
import { addChunk, addExifToPng } from '../../scripts/images/png.ts'
import { drawQuadrants, storeTurned } from '../../scripts/images/quadrants.ts'
import { encodeBmp } from './make/bmp.ts'
import { encodeHeic } from './make/heic.ts'
import { addIcc, addXmp, appendPicture, gainMapXmp, makeFilmWithLocation, withText } from './make/jpeg.ts'
import {
  keepsake,
  makeExifWithLocation,
  makePhotoshopWithLocation,
  makeXmpWithLocation,
  secret,
} from './make/location.ts'
import { setChunks } from './make/webp.ts'

/** A picture of the test, and what is known of it before it is made. */
export interface Entry {
  readonly name: string
  /** As the browser declares it. */
  readonly type: string
  readonly make: () => Buffer | Promise<Buffer>
  /** As a person sees it, in upright pixels. Default: 120 by 80. */
  readonly width?: number
  readonly height?: number
  /**
   * `quadrants`: red, green, blue and white; `vivid`: the same numbers in Display P3; `any`: only as before.
   * @default 'quadrants'
   */
  readonly shows?: 'quadrants' | 'vivid' | 'any'
  /** Why no step for pixels changes it; `none` if there is nothing to say. */
  readonly stays?: 'animated' | 'not-decodable' | 'too-many-pixels' | 'vector' | 'none'
  readonly isTransparent?: boolean
  /** What stands between the pixels and a person. */
  readonly has?: readonly ('location' | 'gain-map' | 'bright-colours' | 'film')[]
  /** What the bytes are, if the declared type is another. */
  readonly is?: string
}

const upright = drawQuadrants(120, 80)

function load(width = 120, height = 80): Sharp {
  return sharp(drawQuadrants(width, height).pixels, { raw: { width, height, channels: 3 } })
}

const asJpeg = (picture: Sharp, more: JpegOptions = {}): Promise<Buffer> =>
  picture.jpeg({ quality: 95, chromaSubsampling: '4:4:4', ...more }).toBuffer()

const turned = (orientation: number): Sharp => {
  const { width, height, pixels } = storeTurned(upright, orientation)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** Half of it is transparent. */
async function loadTransparent(): Promise<Sharp> {
  const alpha = Buffer.alloc(120 * 80, 255).fill(0, 0, 120 * 40)
  return sharp(
    await load()
      .joinChannel(alpha, { raw: { width: 120, height: 80, channels: 1 } })
      .png()
      .toBuffer(),
  )
}

async function readP3(): Promise<Buffer> {
  const { icc } = await sharp(await load().withIccProfile('p3').png().toBuffer()).metadata()
  if (!icc) throw new Error('sharp wrote no profile.')
  return icc
}

/** More than is read of a picture at first, in segments of metadata before everything else. */
function addMuchMetadata(jpeg: Buffer): Buffer {
  const depth = withText('http://ns.adobe.com/xmp/extension/\0', Buffer.alloc(60_000))
  return Array.from({ length: 20 }).reduce<Buffer>((longer) => addSegment(longer, 0xe1, depth), jpeg)
}

/** The same for a GIF, in a comment behind the table of its colours. */
function addMuchText(gif: Buffer): Buffer {
  const flags = gif[10] ?? 0
  const start = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const block = Buffer.alloc(256, 'text').fill(255, 0, 1)
  const comment = [Buffer.from([0x21, 0xfe]), ...Array.from({ length: 5000 }, () => block), Buffer.from([0])]
  return Buffer.concat([gif.subarray(0, start), ...comment, gif.subarray(start)])
}

const iccChunk = (icc: Uint8Array): Buffer => withText('icc\0\0', deflateSync(icc))
const extended = (): Promise<Buffer> =>
  load()
    .webp({ quality: 95 })
    .withExif({ IFD0: { Copyright: 'x' } })
    .toBuffer()
const fixture = (name: string): Buffer => readFileSync(new URL(`../../test/inspect/fixtures/${name}`, import.meta.url))

/** Files of one kind: what most of them have in common, and what a single one adds. */
const kind =
  (extension: string, common: Pick<Entry, 'type' | 'is'>) =>
  (name: string, make: Entry['make'], more: Partial<Entry> = {}): Entry => ({
    name: `${name}.${extension}`,
    ...common,
    make,
    ...more,
  })
const jpeg = kind('jpg', { type: 'image/jpeg' })
const png = kind('png', { type: 'image/png' })
const webp = kind('webp', { type: 'image/webp' })
const avif = kind('avif', { type: 'image/avif' })
/** Windows and Linux have no type for it. */
const heic = kind('HEIC', { type: '', is: 'image/heic' })
const hasLocation = { has: ['location'] } as const
const orientations = [1, 2, 3, 4, 5, 6, 7, 8]

const jpegs: readonly Entry[] = [
  ...orientations.map((orientation) =>
    jpeg(
      `orientation-${orientation}`,
      async () =>
        addExifToJpeg(
          await asJpeg(turned(orientation)),
          makeExifWithLocation({ orientation, isBigEndian: orientation % 2 === 0 }),
        ),
      hasLocation,
    ),
  ),
  jpeg('plain', () => asJpeg(load())),
  jpeg('subsampled', () => asJpeg(load(), { chromaSubsampling: '4:2:0' })),
  jpeg(
    'progressive',
    async () => addExifToJpeg(await asJpeg(load(), { progressive: true }), makeExifWithLocation()),
    hasLocation,
  ),
  jpeg('optimised', () => asJpeg(load(), { mozjpeg: true })),
  jpeg('poor', () => asJpeg(load(), { quality: 20 }), { shows: 'any' }),
  jpeg('grey', () => asJpeg(load().greyscale()), { shows: 'any' }),
  jpeg('cmyk', () => load().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(), { shows: 'any' }),
  jpeg('p3', async () => addIcc(await asJpeg(load()), await readP3()), { shows: 'vivid' }),
  jpeg(
    'p3-turned',
    async () =>
      addExifToJpeg(addIcc(await asJpeg(turned(6)), await readP3()), makeExifWithLocation({ orientation: 6 })),
    { shows: 'vivid', ...hasLocation },
  ),
  jpeg('p3-behind-much-metadata', async () => addMuchMetadata(addIcc(await asJpeg(load()), await readP3())), {
    shows: 'vivid',
  }),
  jpeg('p3-converted', async () => asJpeg(sharp(await load().withIccProfile('p3').png().toBuffer()).keepIccProfile())),
  jpeg('srgb-profile', async () => load().withIccProfile('srgb').jpeg({ quality: 95 }).toBuffer()),
  jpeg('exif-without-location', async () =>
    addExifToJpeg(await asJpeg(load()), makeExifWithLocation({ hasLocation: false })),
  ),
  jpeg('thumbnail', async () => addExifToJpeg(await asJpeg(turned(6)), makeExif(6, await asJpeg(load(60, 40))))),
  jpeg('xmp', async () => addXmp(await asJpeg(load()), makeXmpWithLocation()), hasLocation),
  jpeg('iptc', async () => addSegment(await asJpeg(load()), 0xed, makePhotoshopWithLocation()), hasLocation),
  jpeg(
    'exif-xmp-iptc',
    async () =>
      addExifToJpeg(
        addXmp(addSegment(await asJpeg(turned(8)), 0xed, makePhotoshopWithLocation()), makeXmpWithLocation()),
        makeExifWithLocation({ orientation: 8 }),
      ),
    hasLocation,
  ),
  jpeg(
    'extended-xmp',
    async () =>
      addSegment(
        addXmp(await asJpeg(load()), makeXmpWithLocation()),
        0xe1,
        withText('http://ns.adobe.com/xmp/extension/\0', `${'0'.repeat(32)}\0\0\0\0\0\0\0\0${makeXmpWithLocation()}`),
      ),
    hasLocation,
  ),
  jpeg('comment', async () => addSegment(await asJpeg(load()), 0xfe, Buffer.from(keepsake))),
  jpeg(
    'preview',
    async () =>
      appendPicture(
        addExifToJpeg(await asJpeg(load()), makeExifWithLocation()),
        addExifToJpeg(await asJpeg(load(60, 40)), makeExifWithLocation({ isBigEndian: true })),
      ),
    hasLocation,
  ),
  ...[1, 6].map((orientation) =>
    jpeg(
      `ultra-hdr-${orientation}`,
      async () =>
        addExifToJpeg(
          appendPicture(
            addXmp(
              await asJpeg(turned(orientation)),
              makeXmpWithLocation('xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"'),
            ),
            addXmp(await asJpeg(load(30, 20).greyscale()), gainMapXmp),
          ),
          makeExifWithLocation({ orientation }),
        ),
      { has: ['location', 'gain-map'] },
    ),
  ),
  jpeg(
    'ultra-hdr-iso',
    async () =>
      appendPicture(
        addSegment(await asJpeg(load()), 0xe2, withText('urn:iso:std:iso:ts:21496:-1\0', Buffer.alloc(4))),
        await asJpeg(load(30, 20).greyscale()),
      ),
    { has: ['gain-map'] },
  ),
  jpeg(
    'gain-map-of-apple',
    async () =>
      appendPicture(
        await asJpeg(load()),
        addXmp(
          await asJpeg(load(30, 20).greyscale()),
          gainMapXmp.replace('hdrgm:Version="1.0"', 'type="urn:com:apple:photo:2020:aux:hdrgainmap"'),
        ),
      ),
    { has: ['gain-map'] },
  ),
  jpeg('motion', async () => Buffer.concat([await asJpeg(load()), makeFilmWithLocation()]), {
    has: ['location', 'film'],
  }),
  jpeg(
    'motion-progressive',
    async () =>
      Buffer.concat([
        addExifToJpeg(await asJpeg(load(), { progressive: true }), makeExifWithLocation()),
        makeFilmWithLocation(),
      ]),
    { has: ['location', 'film'] },
  ),
  jpeg('rest', async () => Buffer.concat([await asJpeg(load()), Buffer.alloc(1000, 7)])),
  jpeg('without-end', async () => (await asJpeg(load())).subarray(0, -2), { stays: 'not-decodable' }),
  jpeg(
    'fill-bytes',
    async () => {
      const picture = addExifToJpeg(await asJpeg(load()), makeExifWithLocation())
      return Buffer.concat([picture.subarray(0, 2), Buffer.alloc(5, 0xff), picture.subarray(2)])
    },
    hasLocation,
  ),
  jpeg('large', () => asJpeg(load(3000, 2000)), { width: 3000, height: 2000 }),
  jpeg('one-pixel', () => asJpeg(load(1, 1)), { width: 1, height: 1, shows: 'any' }),
  jpeg('odd', () => asJpeg(load(131, 77)), { width: 131, height: 77 }),
  jpeg('wide', () => asJpeg(load(2001, 12)), { width: 2001, height: 12, shows: 'any' }),
  jpeg('tall', () => asJpeg(load(12, 2001)), { width: 12, height: 2001, shows: 'any' }),
  jpeg('named-otherwise', () => load().png().toBuffer(), { is: 'image/png' }),
  jpeg('half', () => fixture('half.jpg'), { stays: 'not-decodable' }),
  jpeg('noise', () => Buffer.alloc(5000, 'noise'), { stays: 'not-decodable', is: 'text/plain' }),
  jpeg('empty', () => Buffer.alloc(0), { stays: 'not-decodable' }),
]

const pngs: readonly Entry[] = [
  png('plain', () => load().png().toBuffer()),
  png('transparent', async () => (await loadTransparent()).png().toBuffer(), { isTransparent: true, shows: 'any' }),
  png('palette', () => load().png({ palette: true }).toBuffer()),
  png('transparent-palette', async () => (await loadTransparent()).png({ palette: true }).toBuffer(), {
    isTransparent: true,
    shows: 'any',
  }),
  png('grey', () => load().greyscale().png().toBuffer(), { shows: 'any' }),
  png('grey-16-bit', () => load().toColourspace('grey16').png().toBuffer(), { shows: 'any' }),
  png('16-bit', () => load().toColourspace('rgb16').png().toBuffer()),
  png('16-bit-transparent', async () => (await loadTransparent()).toColourspace('rgb16').png().toBuffer(), {
    isTransparent: true,
    shows: 'any',
  }),
  png('interlaced', () => load().png({ progressive: true }).toBuffer()),
  png('two-colours', () => load().threshold(128).png({ colours: 2 }).toBuffer(), { shows: 'any' }),
  ...[3, 6].map((orientation) =>
    png(
      `orientation-${orientation}`,
      async () => addExifToPng(await turned(orientation).png().toBuffer(), makeExifWithLocation({ orientation })),
      hasLocation,
    ),
  ),
  png(
    'xmp',
    async () =>
      addChunk(await load().png().toBuffer(), 'iTXt', withText('XML:com.adobe.xmp\0\0\0\0\0', makeXmpWithLocation())),
    hasLocation,
  ),
  png('compressed-xmp', async () =>
    addChunk(
      await load().png().toBuffer(),
      'iTXt',
      withText('XML:com.adobe.xmp\0\x01\0\0\0', deflateSync(makeXmpWithLocation())),
    ),
  ),
  png(
    'raw-profile',
    async () => addChunk(await load().png().toBuffer(), 'tEXt', withText('Raw profile type exif\0', secret)),
    hasLocation,
  ),
  png(
    'text',
    async () =>
      addChunk(
        addChunk(await load().png().toBuffer(), 'tEXt', withText('Author\0', keepsake)),
        'tEXt',
        withText('exif:GPSLatitude\0', secret),
      ),
    hasLocation,
  ),
  png('p3', async () => addChunk(await load().png().toBuffer(), 'iCCP', iccChunk(await readP3())), { shows: 'vivid' }),
  png('p3-by-number', async () => addChunk(await load().png().toBuffer(), 'cICP', Buffer.from([12, 13, 0, 1])), {
    shows: 'any',
  }),
  ...(['pq', 'hlg'] as const).map((name) =>
    png(
      name,
      async () => addChunk(await load().png().toBuffer(), 'cICP', Buffer.from([9, name === 'pq' ? 16 : 18, 0, 1])),
      { shows: 'any', has: ['bright-colours'] },
    ),
  ),
  png(
    'p3-transparent',
    async () => addChunk(await (await loadTransparent()).png().toBuffer(), 'iCCP', iccChunk(await readP3())),
    { shows: 'any', isTransparent: true },
  ),
  png('animated', async () => addChunk(await load().png().toBuffer(), 'acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])), {
    stays: 'animated',
  }),
  png(
    'animated-behind-much-text',
    async () =>
      addChunk(
        addChunk(await load().png().toBuffer(), 'acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
        'tEXt',
        withText('Comment\0', Buffer.alloc(1_200_000, 'text')),
      ),
    { stays: 'animated' },
  ),
  png('one-pixel', () => load(1, 1).png().toBuffer(), { width: 1, height: 1, shows: 'any' }),
  png('odd', () => load(333, 71).png().toBuffer(), { width: 333, height: 71 }),
  png('tall', () => load(7, 900).png().toBuffer(), { width: 7, height: 900, shows: 'any' }),
  png('large', () => load(4000, 3001).png().toBuffer(), { width: 4000, height: 3001 }),
  png('huge', () => fixture('huge.png'), { width: 20_000, height: 20_000, stays: 'too-many-pixels' }),
  png('without-pixels', () => fixture('no-idat.png'), { stays: 'not-decodable' }),
]

const webps: readonly Entry[] = [
  webp('plain', () => load().webp({ quality: 95 }).toBuffer()),
  webp('lossless', () => load().webp({ lossless: true }).toBuffer()),
  webp('transparent', async () => (await loadTransparent()).webp({ quality: 95 }).toBuffer(), {
    isTransparent: true,
    shows: 'any',
  }),
  webp('transparent-lossless', async () => (await loadTransparent()).webp({ lossless: true }).toBuffer(), {
    isTransparent: true,
    shows: 'any',
  }),
  webp('exif', async () => setChunks(await extended(), { EXIF: makeExifWithLocation() }), hasLocation),
  webp(
    'exif-of-jpeg',
    async () =>
      setChunks(await extended(), { EXIF: withText('Exif\0\0', makeExifWithLocation({ isBigEndian: true })) }),
    hasLocation,
  ),
  webp('xmp', async () => setChunks(await extended(), { 'XMP ': Buffer.from(makeXmpWithLocation()) }), hasLocation),
  webp(
    'exif-xmp',
    async () =>
      setChunks(await extended(), { EXIF: makeExifWithLocation(), 'XMP ': Buffer.from(makeXmpWithLocation()) }),
    hasLocation,
  ),
  webp(
    'p3',
    async () => {
      const vivid = addIcc(await asJpeg(load()), await readP3())
      return sharp(vivid).keepIccProfile().webp({ quality: 95 }).toBuffer()
    },
    { shows: 'vivid' },
  ),
  webp(
    'animated',
    async () =>
      sharp([await load().png().toBuffer(), await load().negate().png().toBuffer()], { join: { animated: true } })
        .webp()
        .toBuffer(),
    { stays: 'animated' },
  ),
  webp('one-pixel', () => load(1, 1).webp().toBuffer(), { width: 1, height: 1, shows: 'any' }),
  webp('odd', () => load(257, 99).webp({ quality: 95 }).toBuffer(), { width: 257, height: 99 }),
  webp('large', () => load(2600, 2000).webp({ quality: 95 }).toBuffer(), { width: 2600, height: 2000 }),
]

const others: readonly Entry[] = [
  avif('plain', () => load().avif({ quality: 80 }).toBuffer()),
  avif('lossless', () => load().avif({ lossless: true }).toBuffer()),
  avif('transparent', async () => (await loadTransparent()).avif({ quality: 80 }).toBuffer(), {
    isTransparent: true,
    shows: 'any',
  }),
  avif('turned', () => fixture('orientation-6.avif')),
  avif('exif', async () =>
    sharp(addExifToJpeg(await asJpeg(load()), makeExifWithLocation()))
      .keepExif()
      .avif({ quality: 80 })
      .toBuffer(),
  ),
  avif('odd', () => load(201, 97).avif({ quality: 80 }).toBuffer(), { width: 201, height: 97 }),
  heic('plain', async () => encodeHeic(await load().png().toBuffer(), 'png', ['-q', '90'])),
  heic(
    'photo',
    async () => encodeHeic(addExifToJpeg(await asJpeg(load()), makeExifWithLocation()), 'jpg', ['-q', '90']),
    hasLocation,
  ),
  heic('thumbnail', async () => encodeHeic(await load(640, 480).png().toBuffer(), 'png', ['-q', '90', '-t', '64']), {
    width: 640,
    height: 480,
  }),
  heic(
    'p3',
    async () =>
      encodeHeic(addChunk(await load().png().toBuffer(), 'iCCP', iccChunk(await readP3())), 'png', ['-q', '95']),
    { shows: 'vivid' },
  ),
  heic('odd', async () => encodeHeic(await load(233, 101).png().toBuffer(), 'png', ['-q', '90']), {
    width: 233,
    height: 101,
  }),
  heic('large', async () => encodeHeic(await load(2000, 1500).png().toBuffer(), 'png', ['-q', '80']), {
    width: 2000,
    height: 1500,
  }),
  { name: 'plain.gif', type: 'image/gif', make: () => load().gif().toBuffer() },
  {
    name: 'transparent.gif',
    type: 'image/gif',
    make: async () => (await loadTransparent()).gif().toBuffer(),
    isTransparent: true,
    shows: 'any',
  },
  {
    name: 'animated.gif',
    type: 'image/gif',
    make: async () =>
      sharp([await load().png().toBuffer(), await load().negate().png().toBuffer()], { join: { animated: true } })
        .gif()
        .toBuffer(),
    stays: 'animated',
  },
  {
    name: 'animated-behind-much-text.gif',
    type: 'image/gif',
    make: async () =>
      addMuchText(
        await sharp([await load().png().toBuffer(), await load().negate().png().toBuffer()], {
          join: { animated: true },
        })
          .gif()
          .toBuffer(),
      ),
    stays: 'animated',
  },
  { name: 'plain.bmp', type: 'image/bmp', make: () => encodeBmp(upright) },
  { name: 'plain.tiff', type: 'image/tiff', make: () => load().tiff().toBuffer(), stays: 'not-decodable' },
  { name: 'size.svg', type: 'image/svg+xml', make: () => fixture('size.svg'), stays: 'vector' },
  { name: 'script.svg', type: 'image/svg+xml', make: () => fixture('script.svg'), stays: 'vector' },
  {
    name: 'drawn-by.svg',
    type: 'image/svg+xml',
    make: () =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><metadata>${keepsake}</metadata></svg>`,
      ),
    stays: 'vector',
  },
  {
    name: 'photo-inside.svg',
    type: 'image/svg+xml',
    make: async () => {
      const photo = addExifToJpeg(await asJpeg(load()), makeExifWithLocation())
      const href = `data:image/jpeg;base64,${photo.toString('base64')}`
      return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="${href}"/></svg>`)
    },
    stays: 'vector',
  },
  { name: 'paper.pdf', type: 'application/pdf', make: () => Buffer.from('%PDF-1.7\n'), stays: 'none' },
  { name: 'film.mp4', type: 'video/mp4', make: makeFilmWithLocation, stays: 'none' },
  { name: 'notes', type: '', make: () => Buffer.from('A text without a type.'), stays: 'none' },
]

/** More than a hundred files, of all kinds that people pick where pictures are asked for. */
export const catalogue: readonly Entry[] = [...jpegs, ...pngs, ...webps, ...others]
