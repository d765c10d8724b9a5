import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Inspection } from '../../contract/ports/inspector.js'
import type { WorkerInspector } from '../inspector.js'
import { createOwnInspector, withDefaults } from '../../../test/inspect/inspectWith.js'

let inspector: WorkerInspector
afterEach(() => inspector.dispose())

const workerUrl = new URL('../worker/inspect.worker.ts', import.meta.url).href

/** The library's own worker, after something in its scope was replaced. */
function createPrepared(code: string): Worker {
  const script = `
    const early = []
    onmessage = (event) => early.push(event.data)
    ${code}
    await import(${JSON.stringify(workerUrl)})
    onmessage = null
    for (const data of early) dispatchEvent(new MessageEvent('message', { data }))`
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
  return new Worker(url, { type: 'module' })
}

async function drawPng(width: number): Promise<File> {
  const canvas = new OffscreenCanvas(width, 48)
  canvas.getContext('2d')?.fillRect(0, 0, width, 48)
  return new File([await canvas.convertToBlob()], `${width}.png`, { type: 'image/png' })
}

const inspect = (file: File): Promise<Inspection> => inspector.inspect(file, withDefaults({ digest: 'md5' }))

const digest = { base64: expect.any(String) }

describe('a picture that is never decoded', () => {
  it(
    'loses the facts that need decoding, but neither its digest nor the facts of other files',
    { timeout: 60_000 },
    async () => {
      const hanging = await drawPng(64)
      // Of all pictures here, those of this length hang.
      const createWorker = vi.fn(() =>
        createPrepared(`
        const decode = createImageBitmap
        globalThis.createImageBitmap = (blob) => blob.size === ${hanging.size} ? new Promise(() => {}) : decode(blob)`),
      )
      inspector = createOwnInspector({ createWorker, maxWorkers: 1, handshakeMs: 20_000 })
      const order: string[] = []
      const six = Array.from({ length: 6 }, () => inspect(hanging).finally(() => order.push('hanging')))
      const seventh = inspect(await drawPng(200)).finally(() => order.push('seventh'))
      expect(await seventh).toMatchObject({ image: { width: 200, blurhash: expect.any(String) }, digest })
      for (const one of await Promise.all(six)) {
        expect(one).toMatchObject({ image: { width: 64, height: 48 }, digest })
        expect(one.image?.blurhash).toBeUndefined()
      }
      // It waited for those that hang no longer than the first of them was waited for.
      expect(order.indexOf('seventh')).toBeLessThan(6)
      expect(await inspect(await drawPng(200))).toMatchObject({ image: { blurhash: expect.any(String) } })
      expect(createWorker).toHaveBeenCalledTimes(2)
    },
  )

  it('because the worker has stopped responding is skipped by the next worker', { timeout: 60_000 }, async () => {
    const frozen = `globalThis.createImageBitmap = () => { for (;;); }`
    const createWorker = vi.fn(() => createPrepared(createWorker.mock.calls.length === 1 ? frozen : ''))
    inspector = createOwnInspector({ createWorker, maxWorkers: 1, handshakeMs: 20_000, heartbeatMs: 300 })
    const [frozenOver, other] = [inspect(await drawPng(64)), inspect(new File(['text'], 'a.txt'))]
    const inspection = await frozenOver
    expect(inspection).toMatchObject({ sniffedType: 'image/png', digest })
    expect(inspection.image).toBeUndefined()
    expect(await other).toMatchObject({ digest })
    expect(await inspect(await drawPng(64))).toMatchObject({ image: { blurhash: expect.any(String) }, digest })
    expect(createWorker).toHaveBeenCalledTimes(2)
  })
})

describe('a worker that falls silent after its greeting', () => {
  it('is replaced, and after two of them the page does the work', { timeout: 60_000 }, async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    // Drops all messages after the greeting.
    const createWorker = vi.fn(() => {
      const worker = createPrepared('')
      const post = worker.postMessage.bind(worker)
      worker.postMessage = (request: { readonly kind: string }) => request.kind === 'hello' && post(request)
      return worker
    })
    inspector = createOwnInspector({ createWorker, maxWorkers: 1, handshakeMs: 20_000, heartbeatMs: 300 })
    expect(await inspect(await drawPng(64))).toMatchObject({ image: { blurhash: expect.any(String) }, digest })
    expect(createWorker).toHaveBeenCalledTimes(2)
    expect(inspector.engine).toBe('main')
    expect(warn).toHaveBeenCalledOnce()
    warn.mockRestore()
  })
})
