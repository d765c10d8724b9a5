import { describe, expect, it } from 'vitest'
import { createGate } from './gate.js'

const { signal } = new AbortController()

describe('createGate', () => {
  it('lets one through at a time, in the order of their coming', async () => {
    const gate = createGate()
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
    const gate = createGate()
    const leave = await gate.enter(signal)
    const controller = new AbortController()
    const first = gate.enter(controller.signal)
    const second = gate.enter(signal)
    controller.abort(new Error('never mind'))
    await expect(first).rejects.toThrow('never mind')
    leave()
    await expect(second).resolves.toBeTypeOf('function')
  })
})
