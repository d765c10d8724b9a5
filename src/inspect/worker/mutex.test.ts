import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMutex } from './mutex.js'

const { signal } = new AbortController()

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('createMutex', () => {
  it('admits one at a time, in order of arrival', async () => {
    const mutex = createMutex(1000)
    const order: string[] = []
    const pass = async (name: string): Promise<void> => {
      const release = await mutex.acquire(signal)
      order.push(`${name} in`)
      await Promise.resolve()
      order.push(`${name} out`)
      release()
    }
    await Promise.all([pass('a'), pass('b'), pass('c')])
    await pass('d')
    expect(order).toEqual(['a', 'b', 'c', 'd'].flatMap((name) => [`${name} in`, `${name} out`]))
  })

  it('admits the next one when one gives up waiting', async () => {
    const mutex = createMutex(1000)
    const release = await mutex.acquire(signal)
    const controller = new AbortController()
    const first = mutex.acquire(controller.signal)
    const second = mutex.acquire(signal)
    controller.abort(new Error('never mind'))
    await expect(first).rejects.toThrow('never mind')
    release()
    await expect(second).resolves.toBeTypeOf('function')
  })

  it('admits the next one when one takes too long, and then again one at a time', async () => {
    const mutex = createMutex(1000)
    const leaveFirst = await mutex.acquire(signal)
    const entered: string[] = []
    const enter = async (name: string): Promise<() => void> => {
      const release = await mutex.acquire(signal)
      entered.push(name)
      return release
    }
    const second = enter('second')
    void enter('third')
    await vi.advanceTimersByTimeAsync(999)
    expect(entered).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(entered).toEqual(['second'])
    leaveFirst()
    await vi.advanceTimersByTimeAsync(0)
    expect(entered).toEqual(['second'])
    const leaveSecond = await second
    leaveSecond()
    await vi.advanceTimersByTimeAsync(0)
    expect(entered).toEqual(['second', 'third'])
  })
})
