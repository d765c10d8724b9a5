import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import sharp, { type Sharp } from 'sharp'

/** A file in the form that Playwright's `setFiles` accepts. */
export interface TestFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

export interface PictureOptions {
  readonly name?: string
  readonly width?: number
  readonly height?: number
}

/** Makes a unique picture, so that it is never recognised as stored already. */
export async function makeJpeg({
  name = 'harbour.jpg',
  width = 640,
  height = 480,
}: PictureOptions = {}): Promise<TestFile> {
  const buffer = await paint(width, height)
    .withExif({ IFD0: { ImageDescription: randomBytes(16).toString('hex') } })
    .jpeg({ quality: 85 })
    .toBuffer()
  return { name, mimeType: 'image/jpeg', buffer }
}

export async function makePng({
  name = 'plan.png',
  width = 320,
  height = 400,
}: PictureOptions = {}): Promise<TestFile> {
  const buffer = await paint(width, height)
    .withExif({ IFD0: { ImageDescription: randomBytes(16).toString('hex') } })
    .png()
    .toBuffer()
  return { name, mimeType: 'image/png', buffer }
}

/** Paints a sky over water in random colours, so that people can tell pictures apart. */
function paint(width: number, height: number): Sharp {
  const hue = randomBytes(1).readUInt8() * (360 / 256)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 4 3" preserveAspectRatio="none">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="hsl(${hue} 70% 30%)"/><stop offset="1" stop-color="hsl(${(hue + 50) % 360} 80% 75%)"/></linearGradient></defs>
    <rect width="4" height="2" fill="url(#sky)"/><rect y="2" width="4" height="1" fill="hsl(${(hue + 180) % 360} 40% 30%)"/>
    <circle cx="${0.5 + Math.random() * 3}" cy="1.3" r="0.4" fill="hsl(${(hue + 30) % 360} 90% 85%)"/></svg>`
  return sharp(Buffer.from(svg))
}

/** A second of silence. */
export function makeWav(name: string = 'call.wav'): TestFile {
  const rate = 8000
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + rate, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20) // PCM
  header.writeUInt16LE(1, 22) // channel
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate, 28) // bytes per second
  header.writeUInt16LE(1, 32) // bytes per sample
  header.writeUInt16LE(8, 34) // bits per sample
  header.write('data', 36)
  header.writeUInt32LE(rate, 40)
  return { name, mimeType: 'audio/wav', buffer: Buffer.concat([header, Buffer.alloc(rate, 128)]) }
}

export function makePdf(name: string = 'report.pdf'): TestFile {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>',
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj${object}endobj\n`).join('')
  const text = `%PDF-1.4\n%${randomBytes(16).toString('hex')}\n${body}trailer<</Root 1 0 R>>\n%%EOF\n`
  return { name, mimeType: 'application/pdf', buffer: Buffer.from(text) }
}

export function makeText(name: string = 'notes.txt', text: string = randomBytes(64).toString('hex')): TestFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) }
}

export function makeBytes(name: string, sizeBytes: number): TestFile {
  return { name, mimeType: 'application/octet-stream', buffer: randomBytes(sizeBytes) }
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/**
 * A file on disk of any size, which the browser reads itself: as a buffer, it would go through Playwright as text. Most
 * of it is a hole, so that it takes no time or space, but no two mebibytes are equal.
 */
export interface DiskFile {
  readonly path: string
  readonly name: string
  sha256(): Promise<string>
  remove(): Promise<void>
}

export async function makeDiskFile(name: string, sizeBytes: number): Promise<DiskFile> {
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-file-'))
  const path = join(folder, name)
  const file = await open(path, 'w')
  await file.truncate(sizeBytes)
  for (let position = 0; position <= sizeBytes - 4096; position += 1024 ** 2) {
    await file.write(randomBytes(4096), 0, 4096, position)
  }
  await file.write(randomBytes(4096), 0, 4096, sizeBytes - 4096)
  await file.close()
  return {
    path,
    name,
    sha256: async () => {
      const hash = createHash('sha256')
      await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash)
      return hash.digest('hex')
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
