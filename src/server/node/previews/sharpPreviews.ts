import type { MakePreviews, Preview } from '../../uploads/confirm/MakePreviews.js'
import { createGate } from './createGate.js'

/** The options of `sharpPreviews`. */
export interface SharpPreviewsOptions {
  /**
   * The widths of the previews, in pixels of the upright picture. Those that a picture does not exceed are left out.
   * @default [320, 1280]
   */
  readonly widths?: readonly number[]
  /** Larger files get no previews, because each is read into memory. @default 64 MiB */
  readonly maxBytes?: number
  /** Pictures with more pixels get no previews, because a small file may have any number of them. @default 100_000_000 */
  readonly maxPixels?: number
  /** How many pictures are decoded at the same time. @default 2 */
  readonly concurrency?: number
}

/** An SVG is a document with scripts and links, and is small at any size. */
const pictures = /^image\/(png|jpe?g|gif|webp|avif|tiff)$/
/** The names that sharp has for them. */
const rasters: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'webp', 'heif', 'tiff'])

/**
 * Makes previews as WebP with `sharp`, which your app has to install. A picture that cannot be decoded gets none, and its
 * error goes to `onError`.
 *
 * @example createUploads({ previews: sharpPreviews(), … })
 */
export function sharpPreviews(options: SharpPreviewsOptions = {}): MakePreviews {
  const { widths = [320, 1280], maxBytes = 64 * 1024 ** 2, maxPixels = 100_000_000, concurrency = 2 } = options
  const enter = createGate(concurrency)
  return async (file, read) => {
    if (!pictures.test(file.type) || file.size > maxBytes) return []
    const leave = await enter()
    try {
      const stream = await read()
      return stream ? await shrink(await new Response(stream).arrayBuffer(), widths, maxPixels) : []
    } finally {
      leave()
    }
  }
}

async function shrink(bytes: ArrayBuffer, widths: readonly number[], maxPixels: number): Promise<readonly Preview[]> {
  // Bundlers take a module that is not installed for an error, unless its absence is handled here.
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new Error('sharpPreviews() needs the package sharp. Install it, or leave the option `previews` out.', {
      cause,
    })
  })
  const open = (): ReturnType<typeof sharp> =>
    sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' }).autoOrient()
  const { autoOrient, format } = await open().metadata()
  // The type is what a client has announced, and the bytes may be those of a document all the same.
  if (!rasters.has(format)) return []
  const smaller = widths.filter((width) => width < autoOrient.width).toSorted((a, b) => a - b)
  return Promise.all(
    smaller.map(async (width): Promise<Preview> => {
      const { data, info } = await open().resize({ width }).webp({ quality: 78 }).toBuffer({ resolveWithObject: true })
      return { width: info.width, type: 'image/webp', bytes: new Uint8Array(data) }
    }),
  )
}
