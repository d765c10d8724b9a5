import { describe, expect, it, vi } from 'vitest'
import { hashBytes } from './hashBytes.js'

const sliceBytes = 256 * 1024

function setUp() {
  const update = vi.fn<(bytes: Uint8Array) => void>()
  const yieldToEventLoop = vi.fn(() => Promise.resolve())
  const work = new AbortController()
  const hash = (length: number) =>
    hashBytes({ reset: () => undefined, update, digest: () => new Uint8Array() }, new Uint8Array(length), {
      signal: work.signal,
      yieldToEventLoop,
    })
  return { update, yieldToEventLoop, work, hash }
}

describe('hashBytes', () => {
  it.each([0, 1, sliceBytes])('takes %i bytes at once', async (length) => {
    const { update, yieldToEventLoop, hash } = setUp()
    await hash(length)
    expect(update.mock.calls.map(([bytes]) => bytes.length)).toEqual([length])
    expect(yieldToEventLoop).not.toHaveBeenCalled()
  })

  it('takes more bytes in slices, and lets other tasks run in between', async () => {
    const { update, yieldToEventLoop, hash } = setUp()
    await hash(2 * sliceBytes + 1)
    expect(update.mock.calls.map(([bytes]) => bytes.length)).toEqual([sliceBytes, sliceBytes, 1])
    expect(yieldToEventLoop.mock.calls.length).toBeGreaterThanOrEqual(2)
  })

  it('stops between two slices when the signal fires', async () => {
    const { update, work, yieldToEventLoop, hash } = setUp()
    yieldToEventLoop.mockImplementation(async () => work.abort())
    await expect(hash(3 * sliceBytes)).rejects.toThrow('aborted')
    expect(update).toHaveBeenCalledOnce()
  })
})
