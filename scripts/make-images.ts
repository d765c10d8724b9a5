import { mkdirSync, writeFileSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import { addExifToJpeg, makeExif } from './images/exif.ts'
import { addExifToPng, dropImageData, makeBlackPng } from './images/png.ts'
import { drawQuadrants, type Picture, storeTurned } from './images/quadrants.ts'

const folder = new URL('../test/inspect/fixtures/', import.meta.url)
const upright = drawQuadrants(120, 80)

function load({ width, height, pixels }: Picture): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

function encodeJpeg(picture: Picture): Promise<Buffer> {
  return load(picture).jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer()
}

function save(name: string, content: Uint8Array | string): void {
  writeFileSync(new URL(name, folder), content)
}

async function saveOrientations(): Promise<void> {
  for (let orientation = 1; orientation <= 8; orientation++) {
    const stored = storeTurned(upright, orientation)
    save(`orientation-${orientation}.jpg`, addExifToJpeg(await encodeJpeg(stored), makeExif(orientation)))
  }
  const turned = load(storeTurned(upright, 6))
  const exif = makeExif(6)
  save('orientation-6.png', addExifToPng(await turned.clone().png({ palette: true }).toBuffer(), exif))
  save('orientation-6.webp', await turned.clone().withMetadata({ orientation: 6 }).webp().toBuffer())
  save('orientation-6.avif', await turned.clone().withMetadata({ orientation: 6 }).avif().toBuffer())
}

/** The embedded pictures are grey and black, the main ones coloured, so that a test sees which one was read. */
async function saveEmbeddedThumbnails(): Promise<void> {
  const greys = [40, 90, 140, 190].map((level) => [level, level, level] as const)
  const main = drawQuadrants(640, 480)
  for (const orientation of [1, 6]) {
    const embedded = await encodeJpeg(storeTurned(drawQuadrants(160, 120, greys), orientation))
    const stored = await encodeJpeg(storeTurned(main, orientation))
    save(`thumbnail-${orientation}.jpg`, addExifToJpeg(stored, makeExif(orientation, embedded)))
  }
  const cropped = await encodeJpeg(drawQuadrants(160, 90, greys))
  save('thumbnail-stale.jpg', addExifToJpeg(await encodeJpeg(main), makeExif(1, cropped)))
}

async function saveFormats(): Promise<void> {
  const picture = load(upright)
  save('plain.png', await picture.clone().png({ palette: true }).toBuffer())
  save('plain.webp', await picture.clone().webp().toBuffer())
  save('lossless.webp', await picture.clone().webp({ lossless: true }).toBuffer())
  save('plain.avif', await picture.clone().avif().toBuffer())
  save('plain.gif', await picture.clone().gif().toBuffer())
  save('progressive.jpg', await picture.clone().jpeg({ progressive: true }).toBuffer())
  save('cmyk.jpg', await picture.clone().toColourspace('cmyk').jpeg().toBuffer())
  const transparent = sharp({ create: { width: 60, height: 40, channels: 4, background: '#0000' } })
  save('transparent.png', await transparent.png({ palette: true }).toBuffer())
  save('huge.png', makeBlackPng(20_000, 20_000))
}

function saveSvgs(): void {
  const open = '<svg xmlns="http://www.w3.org/2000/svg"'
  const content = '<rect width="100%" height="100%" fill="teal"/></svg>\n'
  save('none.svg', `${open}>${content}`)
  save('viewbox.svg', `${open} viewBox="0 0 64 48">${content}`)
  save('size.svg', `<?xml version="1.0"?>\n<!-- drawn by hand -->\n${open} width="64" height="48px">${content}`)
  save('script.svg', `${open} width="1in" height="2cm" onload="alert(1)"><script>alert(2)</script>${content}`)
}

async function saveBroken(): Promise<void> {
  const jpeg = await encodeJpeg(drawQuadrants(640, 480))
  save('half.jpg', jpeg.subarray(0, jpeg.length / 2))
  save('no-idat.png', dropImageData(await load(upright).png().toBuffer()))
  save(
    'random.jpg',
    Uint8Array.from({ length: 2048 }, (_, index) => (index * index * 31 + index * 17 + 7) % 251),
  )
  save('html.png', '<!DOCTYPE html>\n<title>Sign in</title>\n<p>Not a picture</p>\n')
}

mkdirSync(folder, { recursive: true })
await saveOrientations()
await saveEmbeddedThumbnails()
await saveFormats()
saveSvgs()
await saveBroken()
