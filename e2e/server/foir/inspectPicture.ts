import { encode } from 'blurhash'
import sharp from 'sharp'
import type { ImageFacts } from '../../../src/contract/fileFacts.ts'

const componentsX = 4
const componentsY = 3
const longestEdge = 32

/** Returns the upright size and blurhash of a picture; undefined for other files. */
export async function inspectPicture(bytes: Uint8Array): Promise<ImageFacts | undefined> {
  try {
    const picture = sharp(bytes).autoOrient()
    const { autoOrient } = await picture.metadata()
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
