import { describe, expect, it, vi } from 'vitest'
import { codeOf } from '../errors/codeOf.js'
import { LazyCalls } from './LazyCalls.js'

interface Calls {
  readonly double: (value: number) => Promise<number>
  readonly fail: () => Promise<void>
}

const calls: Calls = { double: async (value) => value * 2, fail: () => Promise.reject(new Error('mine')) }

describe('LazyCalls', () => {
  it('loads the code with the first call, once for all calls', async () => {
    const load = vi.fn<() => Promise<Calls>>(async () => calls)
    const { double, fail } = new LazyCalls(load).pick('double', 'fail')
    expect(load).not.toHaveBeenCalled()
    expect(await Promise.all([double(1), double(2)])).toEqual([2, 4])
    await expect(fail()).rejects.toThrow('mine')
    expect(load).toHaveBeenCalledOnce()
  })

  it('makes a call in the same task once the code has loaded, so that a closing page can still send it', async () => {
    const made: number[] = []
    const lazy = new LazyCalls(async () => ({ note: async (value: number) => void made.push(value) }))
    const { note } = lazy.pick('note')
    await lazy.preload()
    void note(1)
    expect(made).toEqual([1])
  })

  it('fails like a lost connection when the code cannot be loaded, and loads it again with the next call', async () => {
    const load = vi.fn<() => Promise<Calls>>(async () => calls)
    load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module: https://app.test/a.js'))
    const { double } = new LazyCalls(load).pick('double')
    const both = await Promise.allSettled([double(1), double(2)])
    const errors = both.map((result) => (result.status === 'rejected' ? (result.reason as unknown) : null))
    expect(errors.map(codeOf)).toEqual(['server-unreachable', 'server-unreachable'])
    expect(await double(3)).toBe(6)
    expect(load).toHaveBeenCalledTimes(2)
  })
})
