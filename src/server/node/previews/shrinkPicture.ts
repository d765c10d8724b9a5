import type { Preview } from '../../uploads/confirm/MakePreviews.js'

/** The names that sharp has for them. */
const rasters: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'webp', 'heif', 'tiff'])

/**
 * JPEG, because Chromium decodes it to about the size on the page. A WebP of 320 pixels takes four times the memory in a
 * tile of 160, and Chromium keeps the last thousand pictures. Quantised so, it is about as large as a WebP; progressive
 * scans would have to be decoded as a whole.
 */
const jpegOptions = {
  quality: 78,
  progressive: false,
  trellisQuantisation: true,
  overshootDeringing: true,
  quantisationTable: 3,
} as const

/**
 * Makes the smaller pictures that `widths` asks for and the picture exceeds, upright.
 * @throws {Error} if it cannot be decoded, or has more pixels
 */
export async function shrinkPicture(
  bytes: ArrayBuffer | Uint8Array,
  widths: readonly number[],
  maxPixels: number,
): Promise<readonly Preview[]> {
  // Bundlers take a module that is not installed for an error, unless its absence is handled here.
  const { default: sharp } = await import('sharp').catch((cause: unknown) => {
    throw new Error('sharpPreviews() needs the package sharp. Install it, or leave the option `previews` out.', {
      cause,
    })
  })
  const open = (): ReturnType<typeof sharp> =>
    sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' }).autoOrient()
  const { autoOrient, format, hasAlpha } = await open().metadata()
  // The type is what a client has announced, and the bytes may be those of a document all the same.
  if (!rasters.has(format)) return []
  const smaller = widths.filter((width) => width < autoOrient.width).toSorted((a, b) => a - b)
  return Promise.all(
    smaller.map(async (width): Promise<Preview> => {
      const resized = open().resize({ width })
      const encoded = hasAlpha ? resized.webp({ quality: 78 }) : resized.jpeg(jpegOptions)
      const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
      return { width: info.width, type: hasAlpha ? 'image/webp' : 'image/jpeg', bytes: new Uint8Array(data) }
    }),
  )
}
