import { describe, expect, it, vi } from 'vitest'
import { createUploader } from './core.js'
import { createFakeBackend } from './testing/fakes/fakeBackend.js'
import { createFakeTransport } from './testing/fakes/fakeTransport.js'
import { makeFile } from '../test/kit/renderParts.js'

/** An uploader whose backend loads its own code, and fails to as often as told. */
function setUp(failures = 0) {
  const preload = vi.fn<() => Promise<void>>(async () => {
    if (preload.mock.calls.length <= failures) throw new TypeError('Failed to fetch dynamically imported module')
  })
  const backend = { ...createFakeBackend(), preload }
  return { preload, uploader: createUploader({ backend, ports: { transport: createFakeTransport() } }) }
}

describe("the backend's own code", () => {
  it('is loaded by preload, and not before', async () => {
    const { preload, uploader } = setUp()
    expect(preload).not.toHaveBeenCalled()
    await uploader.preload()
    expect(preload).toHaveBeenCalledOnce()
    uploader.destroy()
  })

  it('is loaded with the first file, and again when that has failed', async () => {
    const { preload, uploader } = setUp(1)
    uploader.add([makeFile('a.txt')])
    const { done } = await uploader.whenSettled()
    expect(done).toHaveLength(1)
    expect(preload).toHaveBeenCalledTimes(2)
    uploader.destroy()
  })
})
