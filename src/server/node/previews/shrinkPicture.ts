import { sniffType } from '../../../inspect/worker/sniff/sniffType.js'
import { canonicalType } from '../../../shared/mime/canonicalType.js'
import { headBytes } from '../../shared/headBytes.js'
import type { Preview } from '../../uploads/confirm/MakePreviews.js'

/** What is given to sharp. A drawing is a program: parsing a small one may take minutes. */
const rasters: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/tiff',
])

/** Whether a type is one of those that `shrinkPicture` takes, by any of its names. */
export function isRaster(type: string): boolean {
  return rasters.has(canonicalType(type))
}

/** What one picture may take while it is decoded. A file of a few kilobytes may have any number of pixels. */
const mostBytes = 400_000_000
/** After this, others have their turn. */
const mostSeconds = 30

/**
 * Makes the smaller pictures that `widths` asks for and the picture exceeds, upright; none if it is not a picture.
 * @throws {Error} if it cannot be decoded, has more pixels than `maxPixels`, or would take too much memory or time
 */
export async function shrinkPicture(
  bytes: ArrayBuffer | Uint8Array,
  widths: readonly number[],
  maxPixels: number,
): Promise<readonly Preview[]> {
  // The type is what a client has announced, and the bytes may be those of a document all the same.
  if (!isRaster(sniffType(new Uint8Array(bytes).subarray(0, headBytes)) ?? '')) return []
  // Bundlers take a module that is not installed for an error, unless its absence is handled here.
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new Error('sharpPreviews() needs the package sharp. Install it, or leave the option `previews` out.', {
      cause,
    })
  })
  const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
  const facts = await picture.metadata()
  const smaller = widths.filter((width) => width < facts.autoOrient.width).toSorted((a, b) => a - b)
  const largest = smaller.at(-1)
  if (largest === undefined) return []
  const tall = Math.round((facts.autoOrient.height * largest) / facts.autoOrient.width)
  if (tall > tallestWebP) throw new Error(`A preview would be ${tall} pixels high, more than a WebP can be.`)
  const neededBytes = facts.width * facts.height * bytesPerPixel(facts) + largest * tall * 4
  if (neededBytes > mostBytes) {
    const [needed, most] = [neededBytes, mostBytes].map((one) => Math.round(one / 1_000_000))
    throw new Error(`The picture would take ${needed} MB while it is decoded, more than ${most} MB.`)
  }
  // Decoded once, because that takes the most memory and time.
  const { data, info } = await picture
    .autoOrient()
    .resize({ width: largest })
    .timeout({ seconds: mostSeconds })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  const previews: Preview[] = []
  for (const wanted of smaller) {
    const resized = sharp(data, { raw: { width, height, channels } }).resize({ width: wanted })
    // oxlint-disable-next-line no-await-in-loop -- one after the other takes less memory
    const made = await resized.webp({ quality: 78 }).timeout({ seconds: mostSeconds }).toBuffer()
    previews.push({ width: wanted, type: 'image/webp', bytes: new Uint8Array(made) })
  }
  return previews
}

/** pixels */
const tallestWebP = 16_383

interface Encoding {
  readonly format: string
  readonly isProgressive?: boolean
  readonly depth?: string
  readonly channels?: number
}

/**
 * About how much a decoder keeps for each pixel, with libvips 8.18. Formats without a number pass a picture through in
 * strips.
 */
function bytesPerPixel({ format, isProgressive, depth = '', channels = 4 }: Encoding): number {
  if (format === 'heif') return 20
  if (format === 'gif') return 5
  if (format === 'webp') return 4
  if (format === 'tiff') return channels * (bytesOfDepth[depth] ?? 8)
  if (!isProgressive) return 0
  // A progressive JPEG is kept as coefficients of two bytes. An interlaced PNG takes a little more than its pixels.
  return format === 'jpeg' ? channels * 2 : channels * (bytesOfDepth[depth] ?? 2) + 2
}

const bytesOfDepth: Readonly<Record<string, number>> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  uint: 4,
  int: 4,
  float: 4,
}
