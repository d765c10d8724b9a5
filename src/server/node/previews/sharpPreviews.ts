import type { MakePreviews } from '../../uploads/confirm/MakePreviews.js'
import { createGate } from './createGate.js'
import { isRaster, shrinkPicture } from './shrinkPicture.js'

/** The options of `sharpPreviews`. */
export interface SharpPreviewsOptions {
  /**
   * The widths of the previews, in pixels of the upright picture. Those that a picture does not exceed are left out. Of
   * the default ones, 320 suits the tiles of a gallery, 640 the same on sharp screens, and 1280 a whole screen.
   * @default [320, 640, 1280]
   */
  readonly widths?: readonly number[]
  /** Larger files get no previews, because each is read into memory. @default 64 MiB */
  readonly maxBytes?: number
  /** Pictures with more pixels get no previews, because a small file may have any number of them. @default 100_000_000 */
  readonly maxPixels?: number
  /** How many pictures are decoded at the same time. @default 2 */
  readonly concurrency?: number
}

/**
 * Makes previews as WebP with `sharp`, which your app has to install. A picture that cannot be decoded gets none, and its
 * error goes to `onError`. The same goes for one that would take more than 400 MB or 30 seconds to decode, such as an AVIF
 * of more than 20 megapixels, whatever `maxPixels` says.
 *
 * @example createUploads({ previews: sharpPreviews(), … })
 */
export function sharpPreviews(options: SharpPreviewsOptions = {}): MakePreviews {
  const { widths = [320, 640, 1280], maxBytes = 64 * 1024 ** 2, maxPixels = 100_000_000, concurrency = 2 } = options
  const enter = createGate(concurrency)
  return async (file, read) => {
    if (!isRaster(file.type) || file.size > maxBytes) return []
    const leave = await enter()
    try {
      const stream = await read()
      return stream ? await shrinkPicture(await new Response(stream).arrayBuffer(), widths, maxPixels) : []
    } finally {
      leave()
    }
  }
}
