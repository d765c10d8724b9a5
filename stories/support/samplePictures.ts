import type { StoredFile } from '../../src/contract/storedFile.ts'

const shapes = [
  [1600, 1067],
  [1067, 1600],
  [1200, 1200],
  [1600, 900],
] as const

const hashes = [
  'LEHV6nWB2yk8pyo0adR*.7kCMdnj',
  'LGF5]+Yk^6#M@-5c,1J5@[or[Q6.',
  'L6PZfSi_.AyE_3t7t7R**0o#DgR4',
  'LKO2?U%2Tw=w]~RBVZRi};RPxuwH',
]

/** Pictures as data URLs, so that nothing is fetched. */
export function samplePictures(count: number): readonly StoredFile[] {
  return Array.from({ length: count }, (_, index) => {
    const [width, height] = shapes[index % shapes.length] ?? shapes[0]
    const blurhash = hashes[index % hashes.length] ?? hashes[0]
    return {
      id: `picture-${index}`,
      name: `picture ${index + 1}.jpg`,
      type: 'image/jpeg',
      size: 400_000 + index * 1_000,
      width,
      height,
      ...(blurhash !== undefined && { blurhash }),
      url: drawLandscape(width, height, index),
    }
  })
}

/** A URL without a picture. */
export const brokenUrl: string = 'data:image/png;base64,AAAA'

export function drawLandscape(width: number, height: number, seed: number): string {
  const hue = (seed * 47) % 360
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice">
    <defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="hsl(${hue} 70% 75%)"/><stop offset="1" stop-color="hsl(${hue + 40} 60% 45%)"/></linearGradient></defs>
    <rect width="100" height="100" fill="url(#g)"/><circle cx="${20 + ((seed * 13) % 60)}" cy="28" r="10" fill="hsl(${hue + 180} 80% 85%)"/>
    <path d="M0 100V72L28 46 46 70 68 42 100 76V100Z" fill="hsl(${hue + 20} 40% 25%)"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
