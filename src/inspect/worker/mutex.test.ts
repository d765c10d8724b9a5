import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMutex } from './mutex.js'

const { signal } = new AbortController()

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('createMutex', () => {
  it('lets one through at a time, in the order of their coming', async () => {
    const gate = createMutex(1000)
    const order: string[] = []
    const pass = async (name: string): Promise<void> => {
      const leave = await gate.enter(signal)
      order.push(`${name} in`)
      await Promise.resolve()
      order.push(`${name} out`)
      leave()
    }
    await Promise.all([pass('a'), pass('b'), pass('c')])
    await pass('d')
    expect(order).toEqual(['a', 'b', 'c', 'd'].flatMap((name) => [`${name} in`, `${name} out`]))
  })

  it('lets the next one through when one gives up waiting', async () => {
    const gate = createMutex(1000)
    const leave = await gate.enter(signal)
    const controller = new AbortController()
    const first = gate.enter(controller.signal)
    const second = gate.enter(signal)
    controller.abort(new Error('never mind'))
    await expect(first).rejects.toThrow('never mind')
    leave()
    await expect(second).resolves.toBeTypeOf('function')
  })

  it('lets the next one through when one takes too long, and then again one at a time', async () => {
    const gate = createMutex(1000)
    const leaveFirst = await gate.enter(signal)
    const entered: string[] = []
    const enter = async (name: string): Promise<() => void> => {
      const leave = await gate.enter(signal)
      entered.push(name)
      return leave
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
