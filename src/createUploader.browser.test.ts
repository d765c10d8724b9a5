import { describe, expect, it, vi } from 'vitest'
import { createUploader } from './core.js'
import { createFakeBackend } from './testing/fakes/fakeBackend.js'
import { createFakeTransport } from './testing/fakes/fakeTransport.js'
import { makeFile } from '../test/kit/renderParts.js'

/** An uploader whose backend loads its own code in the given way. */
function setUp(preload: () => Promise<void> = async () => {}) {
  const spy = vi.fn(preload)
  const backend = { ...createFakeBackend(), preload: spy }
  return { preload: spy, uploader: createUploader({ backend, ports: { transport: createFakeTransport() } }) }
}

describe("the backend's own code", () => {
  it('is loaded by preload, and not before', async () => {
    const { preload, uploader } = setUp()
    expect(preload).not.toHaveBeenCalled()
    await uploader.preload()
    expect(preload).toHaveBeenCalledOnce()
    uploader.destroy()
  })

  it.each<[string, () => Promise<void>]>([
    ['cannot be loaded', () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))],
    ['is never loaded', () => new Promise(() => {})],
    [
      'throws at once',
      () => {
        throw new TypeError('No.')
      },
    ],
  ])('holds up no upload if it %s, because the calls do without', async (_, load) => {
    const { preload, uploader } = setUp(load)
    uploader.add([makeFile('a.txt')])
    const { done } = await uploader.whenSettled()
    expect(done).toHaveLength(1)
    expect(preload).toHaveBeenCalledOnce()
    uploader.destroy()
  })
})
