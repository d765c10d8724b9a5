import { describe, expect, it, vi } from 'vitest'
import type { Prepare, PrepareContext } from '../contract/options.js'
import { compose, rename, resize, stripMetadata, toJpeg, toWebp } from '../prepare.js'

const urls = import.meta.glob<string>('../../test/inspect/fixtures/*', {
  query: '?url',
  import: 'default',
  eager: true,
})

async function load(name: string, type: string): Promise<File> {
  const response = await fetch(urls[`../../test/inspect/fixtures/${name}`] ?? `no fixture ${name}`)
  return new File([await response.arrayBuffer()], name, { type, lastModified: 7 })
}

interface Run {
  readonly made: File
  readonly notes: readonly string[]
  readonly progress: readonly number[]
}

async function run(step: Prepare, file: File, more: Partial<PrepareContext> = {}): Promise<Run> {
  const notes: string[] = []
  const progress: number[] = []
  const made = await step(file, {
    signal: new AbortController().signal,
    onProgress: (fraction) => void progress.push(fraction),
    note: (code) => void notes.push(code),
    ...more,
  })
  return { made, notes, progress }
}

async function sizeOf(file: File): Promise<readonly [width: number, height: number]> {
  const { width, height } = await createImageBitmap(file)
  return [width, height]
}

async function firstPixelOf(file: File): Promise<readonly number[]> {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  context?.drawImage(await createImageBitmap(file), 0, 0)
  return [...(context?.getImageData(0, 0, 1, 1).data ?? [])]
}

const all = compose(resize({ longestSide: 60 }), toWebp(), stripMetadata('location'), rename('{name} small'))

describe('steps together', () => {
  it.each([
    ['orientation-6.jpg', 'image/jpeg'],
    ['orientation-8.jpg', 'image/jpeg'],
    ['orientation-6.png', 'image/png'],
    ['cmyk.jpg', 'image/jpeg'],
    ['progressive.jpg', 'image/jpeg'],
    ['plain.avif', 'image/avif'],
    ['plain.gif', 'image/gif'],
    ['lossless.webp', 'image/webp'],
  ])('make %s upright, small and WebP', async (name, type) => {
    const { made, notes } = await run(all, await load(name, type))
    expect(await sizeOf(made)).toEqual([60, 40])
    expect(made).toMatchObject({
      name: name.replace(/\.\w+$/, ' small.webp'),
      type: 'image/webp',
      lastModified: 7,
    })
    expect(notes).toEqual([])
  })

  it('report progress that grows and ends at 1', async () => {
    const { progress } = await run(all, await load('orientation-6.jpg', 'image/jpeg'))
    expect(progress.length).toBeGreaterThan(3)
    expect(progress).toEqual(progress.toSorted((one, other) => one - other))
    expect(progress.at(-1)).toBe(1)
  })

  it('call a step of the app between them with what the one before it made', async () => {
    const own = vi.fn<Prepare>((file) => file)
    await run(compose(toWebp(), own, resize({ pixels: 100 })), await load('plain.png', 'image/png'))
    expect(own.mock.calls[0]?.[0].type).toMatch(/^image\//)
  })
})

describe('a step', () => {
  it('leaves what is no picture alone, without loading anything', async () => {
    const paper = new File(['%PDF'], 'paper.pdf', { type: 'application/pdf' })
    expect(await run(resize({ longestSide: 10 }), paper)).toEqual({ made: paper, notes: [], progress: [] })
  })

  it.each([
    ['half.jpg', 'image/jpeg', 'not-decodable'],
    ['huge.png', 'image/png', 'too-many-pixels'],
  ])('leaves %s of type %s as it was, and notes %s', async (name, type, note) => {
    const file = await load(name, type)
    expect(await run(resize({ longestSide: 10 }), file)).toMatchObject({ made: file, notes: [note] })
  })

  it('rejects if it is called off, before and while it runs', async () => {
    const file = await load('thumbnail-6.jpg', 'image/jpeg')
    const aborted = run(resize({ longestSide: 10 }), file, { signal: AbortSignal.abort() })
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
    const controller = new AbortController()
    const running = run(resize({ longestSide: 10 }), file, { signal: controller.signal })
    controller.abort()
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    // Another worker takes its place.
    const { made } = await run(resize({ longestSide: 10 }), file)
    expect(Math.max(...(await sizeOf(made)))).toBe(10)
  })

  it.each([
    ['white', toJpeg(), [255, 255, 255, 255]],
    ['the background', toJpeg({ background: '#000' }), [0, 0, 0, 255]],
  ])('writes what is transparent on %s as JPEG', async (_name, step, color) => {
    const file = await load('transparent.png', 'image/png')
    const { made } = await run(compose(resize({ longestSide: 30 }), step), file)
    expect(made).toMatchObject({ name: 'transparent.jpg', type: 'image/jpeg' })
    expect(await firstPixelOf(made)).toEqual(color)
  })

  it('hands a HEIC picture that the browser cannot decode to the decoder of the app', async () => {
    const head = new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode('ftypheic\0\0\0\0mif1heic')])
    const file = new File([head], 'IMG_1.HEIC', { type: '' })
    const heicTo = vi.fn(async () => createImageBitmap(new ImageData(30, 20)))
    const { made, notes } = await run(toJpeg({ heic: async () => ({ heicTo }) }), file)
    expect(made).toMatchObject({ name: 'IMG_1.jpg', type: 'image/jpeg' })
    expect([await sizeOf(made), notes]).toEqual([[30, 20], []])

    const withoutDecoder = await run(toJpeg(), file)
    expect(withoutDecoder).toMatchObject({ made: file, notes: ['not-decodable'] })
  })
})
