import { describe, expect, it, vi } from 'vitest'
import type { Prepare, PrepareContext } from '../contract/options.js'
import { compose, rename, resize, stripMetadata, toJpeg, toWebp } from '../prepare.js'
import type { HeicDecoder } from './heicDecoder.js'
import { greeting, type PrepareReply } from './prepare.messages.js'

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

describe('createWorker', () => {
  /** Keeps what the workers answer. */
  function watched(create: () => Worker) {
    const replies: string[] = []
    const createWorker = vi.fn(() => {
      const worker = create()
      worker.addEventListener('message', ({ data }: MessageEvent<PrepareReply>) => void replies.push(data.kind))
      return worker
    })
    return { createWorker, replies }
  }
  const createOwn = (): Worker => new Worker(new URL('./worker/prepare.worker.js', import.meta.url), { type: 'module' })
  const createFrom = (code: string) => (): Worker =>
    new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })))

  it.each<readonly [string, (createWorker: () => Worker) => Prepare]>([
    ['resize', (createWorker) => resize({ longestSide: 10, createWorker })],
    ['toJpeg', (createWorker) => toJpeg({ createWorker })],
    ['toWebp', (createWorker) => toWebp({ createWorker })],
    ['stripMetadata', (createWorker) => stripMetadata('all', { createWorker })],
    ['a neighbour in compose', (createWorker) => compose(resize({ longestSide: 10, createWorker }), toWebp())],
  ])('of %s creates the worker, which is kept for the next file', async (_name, toStep) => {
    const { createWorker, replies } = watched(createOwn)
    const step = toStep(createWorker)
    const file = await load('plain.png', 'image/png')
    await run(step, file)
    await run(step, file)
    expect(createWorker).toHaveBeenCalledOnce()
    expect(replies.filter((kind) => kind !== 'progress')).toEqual([greeting, 'done', 'done'])
  })

  it.each<readonly [string, () => Worker]>([
    [
      'cannot be created',
      () => {
        throw new DOMException('Blocked', 'SecurityError')
      },
    ],
    ['does not load', () => new Worker('/nowhere/worker.js', { type: 'module' })],
    ['is another one', createFrom("onmessage = () => postMessage({ kind: 'ready', version: 5, hashing: 'wasm' })")],
    ['is of another release', createFrom("onmessage = () => postMessage({ kind: 'prepare-0' })")],
    ['breaks down', createFrom('onmessage = () => { throw new Error() }')],
  ])('makes no difference to the picture if the worker %s', async (_name, create) => {
    const { createWorker, replies } = watched(create)
    const { made, notes } = await run(
      resize({ longestSide: 60, createWorker }),
      await load('orientation-6.jpg', 'image/jpeg'),
    )
    expect(createWorker).toHaveBeenCalledOnce()
    expect(replies).not.toContain('done')
    expect([await sizeOf(made), notes]).toEqual([[60, 40], []])
  })

  it('must be a function', () => {
    const createWorker = '/worker.js' as unknown as () => Worker
    const message = "the option 'createWorker' must be a function; it is a string."
    expect(() => resize({ longestSide: 10, createWorker })).toThrow(new TypeError(`resize: ${message}`))
    expect(() => toJpeg({ createWorker })).toThrow(new TypeError(`toJpeg: ${message}`))
    expect(() => toWebp({ createWorker })).toThrow(new TypeError(`toWebp: ${message}`))
    expect(() => stripMetadata('all', { createWorker })).toThrow(new TypeError(`stripMetadata: ${message}`))
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

  it('ends the worker if it is called off in the middle', async () => {
    const worker = new Worker(new URL('./worker/prepare.worker.js', import.meta.url), { type: 'module' })
    const terminate = vi.spyOn(worker, 'terminate')
    const controller = new AbortController()
    const running = run(
      resize({ longestSide: 10, createWorker: () => worker }),
      await load('thumbnail-6.jpg', 'image/jpeg'),
      { signal: controller.signal, onProgress: () => controller.abort() },
    )
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    expect(terminate).toHaveBeenCalledOnce()
  })

  it.each([resize({ longestSide: 10 }), rename('{name} 2')])('keeps the folder that a file is from', async (step) => {
    const file = await load('plain.png', 'image/png')
    Object.defineProperty(file, 'webkitRelativePath', { value: 'trip/day 1/plain.png' })
    const { made } = await run(step, file)
    expect(made).not.toBe(file)
    expect(made.webkitRelativePath).toBe(`trip/day 1/${made.name}`)
  })

  it('holds the limit even if the smaller picture needs more bytes', async () => {
    const canvas = new OffscreenCanvas(1000, 1000)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('This browser has no canvas.')
    for (let spot = 0; spot < 20_000; spot += 1) {
      context.fillStyle = `hsl(${spot % 360} 80% 50%)`
      context.fillRect((spot * 631) % 1000, (spot * 211) % 997, 9, 9)
    }
    const content = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.05 })
    const poor = new File([content], 'poor.jpg', { type: 'image/jpeg' })
    const { made, notes } = await run(resize({ longestSide: 999 }), poor)
    expect(made.size).toBeGreaterThan(poor.size)
    expect([await sizeOf(made), notes]).toEqual([[999, 999], []])
  })

  it('refuses a background that is no colour', () => {
    expect(() => toJpeg({ background: 'whiet' })).toThrow(
      new TypeError("toJpeg: the option 'background' must be a CSS colour; it is a string."),
    )
  })

  it.each([
    ['white', toJpeg(), [255, 255, 255, 255]],
    ['white under a transparent background', toJpeg({ background: 'transparent' }), [255, 255, 255, 255]],
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
  it.each<readonly [string, HeicDecoder['heicTo']]>([
    ['rejects', () => Promise.reject(new Error('broken'))],
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
  ])('leaves a HEIC picture whose decoder %s, and decodes the next one', async (_name, heicTo) => {
    const head = new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode('ftypheic\0\0\0\0mif1heic')])
    const file = new File([head], 'IMG_1.HEIC', { type: '' })
    const broken = await run(toJpeg({ heic: async () => ({ heicTo }) }), file)
    expect(broken).toMatchObject({ made: file, notes: ['not-decodable'] })
    const next = await run(
      toJpeg({ heic: async () => ({ heicTo: () => createImageBitmap(new ImageData(30, 20)) }) }),
      file,
    )
    expect(next.made.type).toBe('image/jpeg')
  })

  it('has no more decoded HEIC pictures than places to work on them', async () => {
    const head = new Uint8Array([0, 0, 0, 24, ...new TextEncoder().encode('ftypheic\0\0\0\0mif1heic')])
    let decoded = 0
    let written = 0
    let most = 0
    const heicTo = async (): Promise<ImageBitmap> => {
      decoded += 1
      most = Math.max(most, decoded - written)
      return createImageBitmap(new ImageData(300, 200))
    }
    const step = toJpeg({ heic: async () => ({ heicTo }) })
    const files = Array.from({ length: 20 }, (_, index) => new File([head], `${index}.heic`))
    await Promise.all(files.map((file) => run(step, file).then(() => (written += 1))))
    expect(decoded).toBe(20)
    // One that is done has left its place a moment before the page hears of it.
    expect(most).toBeLessThanOrEqual(4)
  })
})
