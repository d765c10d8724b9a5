import sharp from 'sharp'
import { expect } from 'vitest'
import { addExifToJpeg } from '../../../scripts/images/exif.ts'
import { makeMp4 } from '../../../test/inspect/videos/makeMp4.ts'
import { keepsake, makeExifWithLocation, secret } from '../../pictures/make/location.ts'
import { sha256, type TestFile } from '../../support/files.ts'
import type { Harness } from '../Harness.ts'
import { it, smoke } from '../smoke.ts'

declare global {
  interface Window {
    /** The URLs of the workers that have answered, each as often as it did. */
    answeringWorkers?: string[]
  }
}

/** The page may start a worker only from a URL that the policy named `my-app` has made. */
const trusted = { pagePolicy: { 'require-trusted-types-for': "'script'", 'trusted-types': 'my-app' } }

/** What the steps of `coatcheck/prepare` make of a photo, and what is told of a film. */
export function describePrepare(getHarness: () => Harness): void {
  it.each([
    ['a worker', {}, {}, true],
    ['the page, where the policy blocks workers', {}, { pagePolicy: { 'worker-src': "'none'" } }, false],
    ['the page, where Trusted Types block workers', {}, trusted, false],
    ['a worker of the app, which Trusted Types allow', { ownWorker: '' }, trusted, true],
  ])('makes a photo small and upright, without its metadata, in %s', smoke, async (_, params, options, isInWorker) => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'prepare', longestSide: '400', ...params }, options)
    await watchWorkers(harness)
    await harness.chooseFiles(await makeTurnedPhoto())
    await harness.expectUploaded(1)
    const [record] = traffic.records
    expect(record).toMatchObject({ name: 'photo.jpg', type: 'image/jpeg', image: { width: 300, height: 400 } })
    const sent = await readSent(harness)
    expect(await traffic.sha256(record?.objectKey)).toBe(sha256(sent))
    expect([sent.includes(secret), sent.includes(keepsake)]).toEqual([false, false])
    const facts = await sharp(sent).metadata()
    expect([facts.width, facts.height, facts.orientation ?? 1]).toEqual([300, 400, 1])
    expect(await readColours(sent)).toEqual({ top: 'blue', bottom: 'yellow' })
    const answered = await harness.browser.evaluate(() => window.answeringWorkers ?? [])
    expect(answered.some((url) => url.includes('prepare'))).toBe(isInWorker)
  })

  it('removes only the location, and leaves the picture as it was', async () => {
    const harness = getHarness()
    const traffic = await harness.open({ scene: 'prepare' })
    const photo = await makeTurnedPhoto()
    await harness.chooseFiles(photo)
    await harness.expectUploaded(1)
    const sent = await readSent(harness)
    expect(await traffic.sha256(traffic.records[0]?.objectKey)).toBe(sha256(sent))
    expect([photo.buffer.includes(secret), sent.includes(secret), sent.includes(keepsake)]).toEqual([true, false, true])
    const facts = await sharp(sent).metadata()
    expect([facts.width, facts.height, facts.orientation]).toEqual([1200, 900, 6])
    expect(await readPixels(sent)).toBe(await readPixels(photo.buffer))
  })

  it('tells the upright size and the duration of a film that it may not be able to play', async () => {
    const harness = getHarness()
    await harness.open({ scene: 'widget' })
    const film = Buffer.from(makeMp4({ size: { width: 320, height: 180 }, rotation: 90, durationSeconds: 2.5 }))
    await harness.chooseFiles({ name: 'film.mp4', mimeType: 'video/mp4', buffer: film })
    await harness.expectUploaded(1)
    const video = await harness.browser.evaluate(() => {
      const [upload] = window.coatcheckProbe?.uploaders[0]?.getSnapshot().uploads ?? []
      return upload?.video ? { ...upload.video } : null
    })
    expect(video).toEqual({ width: 180, height: 320, durationSeconds: 2.5 })
  })
}

const sides = { blue: '#0000ff', yellow: '#ffff00' }

/** Blue on the left and yellow on the right as the camera stored it; upright, the blue is above. */
async function makeTurnedPhoto(): Promise<TestFile> {
  const half = { width: 600, height: 900, channels: 3 } as const
  const yellow = await sharp({ create: { ...half, background: sides.yellow } })
    .png()
    .toBuffer()
  const jpeg = await sharp({ create: { ...half, width: 1200, background: sides.blue } })
    .composite([{ input: yellow, gravity: 'east' }])
    .jpeg()
    .toBuffer()
  const buffer = addExifToJpeg(jpeg, makeExifWithLocation({ orientation: 6 }))
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer }
}

async function readColours(jpeg: Buffer): Promise<{ readonly top: string; readonly bottom: string }> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const colourAt = (share: number): string => {
    const at = (Math.floor(info.height * share) * info.width + Math.floor(info.width / 2)) * info.channels
    const [red = 0, , blue = 0] = data.subarray(at, at + 3)
    return blue > 200 && red < 50 ? 'blue' : red > 200 && blue < 50 ? 'yellow' : `${red}, ${blue}`
  }
  return { top: colourAt(0.25), bottom: colourAt(0.75) }
}

const readPixels = async (picture: Buffer): Promise<string> => sha256(await sharp(picture).raw().toBuffer())

/** Returns the bytes that were sent: those of the file that `prepare` has made. */
async function readSent(harness: Harness): Promise<Buffer> {
  const base64 = await harness.browser.evaluate(async () => {
    const file = window.coatcheckProbe?.uploaders[0]?.getSnapshot().uploads[0]?.file
    const bytes = new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer())
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  })
  return Buffer.from(base64, 'base64')
}

/** Writes down which workers answer. Before the first file, none has been started. */
async function watchWorkers(harness: Harness): Promise<void> {
  await harness.browser.evaluate(() => {
    const answering: string[] = (window.answeringWorkers = [])
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        this.addEventListener('message', () => answering.push(String(url)))
      }
    }
  })
}
