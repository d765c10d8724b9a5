import fc from 'fast-check'
import { describe, expect, it, type Mock, vi } from 'vitest'
import { box, makeMp4, u32 } from '../../../../test/inspect/videos/makeMp4.js'
import { makeMatroska } from '../../../../test/inspect/videos/makeMatroska.js'
import { HeaderReader } from './HeaderReader.js'
import { readVideoHeader, type VideoHeader } from './readVideoHeader.js'

const read = (...parts: BlobPart[]): Promise<VideoHeader | undefined> => readBlob(new Blob(parts))

const readBlob = (file: Blob): Promise<VideoHeader | undefined> =>
  readVideoHeader(new HeaderReader(file, file.size, new AbortController().signal))

const lying = { width: 320, height: 180, durationSeconds: 2.5 }
const upright = { width: 180, height: 320, durationSeconds: 2.5 }

describe('the header of an MP4', () => {
  it('gives size and duration, whatever the codec', async () => {
    await expect(read(makeMp4({ codec: 'hvc1' }))).resolves.toEqual(lying)
    await expect(read(makeMp4({ codec: 'zzzz' }))).resolves.toEqual(lying)
  })

  it.each([0, 180] as const)('gives the size as it is stored for a rotation of %s°', async (rotation) => {
    await expect(read(makeMp4({ rotation }))).resolves.toEqual(lying)
  })

  it.each([90, 270] as const)('gives the upright size for a rotation of %s°', async (rotation) => {
    await expect(read(makeMp4({ rotation }))).resolves.toEqual(upright)
    await expect(read(makeMp4({ rotation, isLong: true }))).resolves.toEqual(upright)
    await expect(read(makeMp4({ rotation, hasNoTrackSize: true }))).resolves.toEqual(upright)
  })

  it('is found behind the pictures', async () => {
    await expect(read(makeMp4({ order: ['ftyp', 'mdat', 'moov'], media: new Uint8Array(3_000_000) }))).resolves.toEqual(
      lying,
    )
    await expect(read(makeMp4({ order: ['mdat', 'moov'] }))).resolves.toEqual(lying)
  })

  it('is found behind 5 GiB of pictures, of which hardly anything is read', async () => {
    const mediaBytes = 5 * 2 ** 30
    const movie = makeMp4({ order: ['moov'] })
    const media = u32(1, 0x6d646174, Math.floor(mediaBytes / 2 ** 32), mediaBytes % 2 ** 32) // 'mdat'
    const first = new Blob([makeMp4({ order: ['ftyp'] }), media])
    const { file, slice } = sparse(first.size - media.length + mediaBytes + movie.length, first, new Blob([movie]))
    await expect(readBlob(file)).resolves.toEqual(lying)
    expect(slice).toHaveBeenCalledTimes(2)
  })

  it('has a duration with 64 bits, or with the fragments', async () => {
    await expect(read(makeMp4({ isLong: true }))).resolves.toEqual(lying)
    await expect(read(makeMp4({ isFragmented: true }))).resolves.toEqual(lying)
  })

  it('leaves out a duration that it does not know', async () => {
    await expect(read(makeMp4({ durationSeconds: 0 }))).resolves.toEqual({ width: 320, height: 180 })
    await expect(read(makeMp4({ durationSeconds: 0xffffffff / 600 }))).resolves.toEqual({ width: 320, height: 180 })
  })

  it('tells nothing of a recording of sound', async () => {
    await expect(read(makeMp4({ size: { width: 0, height: 0 } }))).resolves.toBeUndefined()
    await expect(read(box('ftyp', u32(0)), box('moov', u32(0)))).resolves.toBeUndefined()
  })
})

describe('the header of a WebM', () => {
  it('gives size and duration', async () => {
    await expect(read(makeMatroska())).resolves.toEqual(lying)
    await expect(read(makeMatroska({ timestampScale: 1000 }))).resolves.toEqual(lying)
  })

  it('gives the size as it is displayed, if that is in pixels', async () => {
    const displayed = { width: 427, height: 240 }
    await expect(read(makeMatroska({ displayed }))).resolves.toMatchObject(displayed)
    const ratio = { width: 16, height: 9, unit: 3 }
    await expect(read(makeMatroska({ displayed: ratio }))).resolves.toMatchObject({ width: 320, height: 180 })
  })

  it.each([90, -90, 270])('gives the upright size for a rotation of %s°', async (roll) => {
    await expect(read(makeMatroska({ roll }))).resolves.toEqual(upright)
  })

  it('leaves out the duration of a recording, whose lengths are unknown', async () => {
    const size = { width: 320, height: 180 }
    await expect(read(makeMatroska({ isRecording: true }))).resolves.toEqual(size)
  })
})

describe('the header of an AVI', () => {
  it('gives size and duration', async () => {
    const bytes = new Uint8Array(100)
    const view = new DataView(bytes.buffer)
    bytes.set(new TextEncoder().encode('RIFF....AVI LIST....hdrlavih'))
    for (const [offset, number] of [
      [32, 40_000],
      [48, 50],
      [64, 640],
      [68, 480],
    ] as const)
      view.setUint32(offset, number, true)
    await expect(read(bytes)).resolves.toEqual({ width: 640, height: 480, durationSeconds: 2 })
    await expect(read('RIFF....WAVE', new Uint8Array(100))).resolves.toBeUndefined()
  })
})

describe('a header that is broken', () => {
  const whole = [makeMp4(), makeMp4({ order: ['mdat', 'moov'] }), makeMatroska(), makeMatroska({ isRecording: true })]

  it('ends the reading soon, whatever it claims', async () => {
    const change = fc.record({ at: fc.nat(), byte: fc.constantFrom(0, 1, 0x1a, 0x7f, 0x80, 0xff) })
    const changes = fc.array(change, { minLength: 1, maxLength: 12 })
    const isHarmless = fc.asyncProperty(fc.constantFrom(...whole), changes, async (bytes, made) => {
      const broken = bytes.slice()
      for (const { at, byte } of made) broken[at % broken.length] = byte
      const { width = 1, height = 1 } = (await read(broken).catch(() => undefined)) ?? {}
      return [width, height].every((edge) => edge >= 1 && edge <= 65_535)
    })
    const { failed, counterexample } = await fc.check(isHarmless, { numRuns: 1000 })
    expect([failed, counterexample]).toEqual([false, null])
  })

  it.each([
    ['boxes', u32(), u32(8, 0x66726565)],
    ['elements', Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, 0xff), Uint8Array.of(0xec, 0x80)],
  ])('is not read to the end if it has a million %s', async (_, start, unit) => {
    const file = new Blob([
      start,
      new Uint8Array(unit.length * 1_000_000).map((__, index) => unit[index % unit.length] ?? 0),
    ])
    const slice = vi.spyOn(file, 'slice')
    await expect(readBlob(file)).rejects.toThrow('too many fields')
    expect(slice.mock.calls.length).toBeLessThan(20)
  })

  it('is nothing where there are no bytes, or only its beginning', async () => {
    for (const bytes of whole) {
      for (let length = 0; length < bytes.length; length += 7) {
        const header = await read(bytes.slice(0, length)).catch(() => undefined)
        expect(header === undefined || header.width > 0).toBe(true)
      }
    }
  })

  it('stops when it is aborted', async () => {
    const controller = new AbortController()
    const file = new Blob([makeMp4()])
    const reading = readVideoHeader(new HeaderReader(file, file.size, controller.signal))
    controller.abort()
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' })
  })
})

/** A file that is too large for the memory: zeros between its first bytes and its last ones. */
function sparse(sizeBytes: number, first: Blob, last: Blob): { readonly file: Blob; readonly slice: Mock } {
  const slice = vi.fn((start: number, end: number): Blob => {
    const lastAt = sizeBytes - last.size
    if (start >= lastAt) return last.slice(start - lastAt, end - lastAt)
    return new Blob([first.slice(start, end), new Uint8Array(Math.max(0, end - Math.max(start, first.size)))])
  })
  const file = Object.defineProperties(new Blob(), { size: { value: sizeBytes }, slice: { value: slice } })
  return { file, slice }
}
