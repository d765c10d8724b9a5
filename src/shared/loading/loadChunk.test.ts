import { afterEach, describe, expect, it, vi } from 'vitest'
import { UploadError } from '../../errors/UploadError.js'
import { isChunkError } from '../../errors/isChunkError.js'
import { loadChunk } from './loadChunk.js'

afterEach(() => void vi.unstubAllGlobals())

describe('loadChunk', () => {
  it('returns what was loaded', async () => {
    await expect(loadChunk('the part', async () => 1)).resolves.toBe(1)
  })

  it('gives every failure the same name, and keeps the cause', async () => {
    const cause = new TypeError('Importing a module script failed.')
    const error: unknown = await loadChunk('the part', () => Promise.reject(cause)).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'ChunkLoadError', message: expect.stringContaining('the part'), cause })
    expect([isChunkError(error), isChunkError(cause)]).toEqual([true, false])
    expect(isChunkError(new UploadError('server-unreachable', 'No.', { cause: error }).cause)).toBe(true)
  })

  it('does not try while the browser is offline, because some browsers remember a failed import', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const load = vi.fn<() => Promise<void>>()
    await expect(loadChunk('the part', load)).rejects.toMatchObject({ name: 'ChunkLoadError' })
    expect(load).not.toHaveBeenCalled()
    vi.stubGlobal('navigator', { onLine: true })
    await loadChunk('the part', load)
    expect(load).toHaveBeenCalledOnce()
  })
})
