import sharp from 'sharp'

/** A JPEG of 12 megapixels. The noise gives it as much detail as a photo has, so that decoding takes as long. */
export function paintPhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const picture = sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#808080', noise } })
  return picture.blur(2).jpeg({ quality: 85 }).toBuffer()
}
