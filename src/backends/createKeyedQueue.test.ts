import { describe, expect, it } from 'vitest'
import { testContext } from '../../test/backends/testContext.js'
import { createKeyedQueue } from './createKeyedQueue.js'

/** Creates a queue, and calls that note their start and end when a test lets them. */
function setUp() {
  const inTurn = createKeyedQueue()
  const started: string[] = []
  const make = (key: string, name: string, more: Parameters<typeof testContext>[0] = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    const result = inTurn(key, testContext(more), () => (started.push(name), promise))
    return { result, answer: () => resolve(name), fail: () => reject(new Error(name)) }
  }
  return { started, make }
}

describe('createKeyedQueue', () => {
  it('makes the calls with one key one after another, and others at once', async () => {
    const { started, make } = setUp()
    const [first, second, other] = [make('a', 'first'), make('a', 'second'), make('b', 'other')]
    expect(started).toEqual(['first', 'other'])
    for (const call of [first, second, other]) call.answer()
    expect(await Promise.all([first, second, other].map(({ result }) => result))).toEqual(['first', 'second', 'other'])
    expect(started).toEqual(['first', 'other', 'second'])
  })

  it('makes a call after one that failed', async () => {
    const { started, make } = setUp()
    const [first, second] = [make('a', 'first'), make('a', 'second')]
    first.fail()
    second.answer()
    await expect(first.result).rejects.toThrow('first')
    expect(await second.result).toBe('second')
    expect(started).toEqual(['first', 'second'])
  })

  it('makes a call in the same task when nothing is before it any more', async () => {
    const { started, make } = setUp()
    const first = make('a', 'first')
    first.answer()
    await first.result
    await Promise.resolve()
    make('a', 'second')
    expect(started).toEqual(['first', 'second'])
  })

  it('makes a call of a closing page in the same task', () => {
    const { started, make } = setUp()
    make('a', 'first')
    make('a', 'second', { keepalive: true })
    expect(started).toEqual(['first', 'second'])
  })

  it('stops waiting when the signal fires, and keeps the order of those behind', async () => {
    const { started, make } = setUp()
    const controller = new AbortController()
    const first = make('a', 'first')
    const second = make('a', 'second', { signal: controller.signal })
    const third = make('a', 'third')
    controller.abort()
    await expect(second.result).rejects.toMatchObject({ name: 'AbortError' })
    expect(started).toEqual(['first'])
    for (const call of [first, second, third]) call.answer()
    expect(await third.result).toBe('third')
    expect(started.at(-1)).toBe('third')
  })
})
