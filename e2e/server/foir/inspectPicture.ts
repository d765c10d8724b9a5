import { encode } from 'blurhash'
import sharp from 'sharp'
import type { ImageFacts } from '../../../src/contract/fileFacts.ts'

const componentsX = 4
const componentsY = 3
const longestEdge = 32
/** A small file may have any number of them. */
const mostPixels = 100_000_000
/** sharp's names. An SVG is a document with links, and is as large as it says. */
const rasters: ReadonlySet<string> = new Set(['png', 'jpeg', 'gif', 'webp', 'heif', 'tiff'])

/** Returns the upright size and blurhash of a picture; undefined for other files. */
export async function inspectPicture(bytes: Uint8Array): Promise<ImageFacts | undefined> {
  try {
    const picture = sharp(bytes, { limitInputPixels: mostPixels }).autoOrient()
    const { autoOrient, format } = await picture.metadata()
    // The type is what a client has announced, and the bytes may be others.
    if (!rasters.has(format)) return undefined
    const { data, info } = await picture
      .resize(longestEdge, longestEdge, { fit: 'inside' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const blurhash = encode(new Uint8ClampedArray(data), info.width, info.height, componentsX, componentsY)
    return { width: autoOrient.width, height: autoOrient.height, blurhash }
  } catch {
    return undefined
  }
}
