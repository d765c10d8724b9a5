import { describe, expect, it } from 'vitest'
import { Gatherer, type GathererOptions } from './Gatherer.js'

interface Call {
  readonly name: string
  readonly keys?: readonly string[]
  readonly size?: number
}

/** A gatherer whose runs end when the test says so. */
function start(options: Partial<GathererOptions<Call, string>> = {}): {
  readonly gatherer: Gatherer<Call, string>
  readonly runs: readonly (readonly string[])[]
  /** Ends the oldest run. */
  readonly end: (error?: Error) => Promise<void>
} {
  const runs: (readonly string[])[] = []
  const underWay: ((error?: Error) => void)[] = []
  const gatherer = new Gatherer<Call, string>({
    run: (calls) => {
      runs.push(calls.map(({ name }) => name))
      return new Promise((resolve, reject) => {
        underWay.push((error) => (error ? reject(error) : resolve(calls.map(({ name }) => `${name} done`))))
      })
    },
    keysOf: ({ keys = [] }) => keys,
    sizeOf: ({ size = 1 }) => size,
    mostTogether: 10,
    atOnce: 1,
    ...options,
  })
  const end = async (error?: Error): Promise<void> => {
    underWay.shift()?.(error)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { gatherer, runs, end }
}

describe('Gatherer', () => {
  it('runs a call at once, and together what comes meanwhile', async () => {
    const { gatherer, runs, end } = start()
    const results = ['a', 'b', 'c'].map((name) => gatherer.add({ name }))
    expect(runs).toEqual([['a']])
    await end()
    expect(runs).toEqual([['a'], ['b', 'c']])
    await end()
    expect(await Promise.all(results)).toEqual(['a done', 'b done', 'c done'])
  })

  it('has as many runs under way as it may', async () => {
    const { gatherer, runs, end } = start({ atOnce: 2 })
    for (const name of ['a', 'b', 'c', 'd']) void gatherer.add({ name })
    expect(runs).toEqual([['a'], ['b']])
    await end()
    expect(runs).toEqual([['a'], ['b'], ['c', 'd']])
  })

  it('keeps what has a key in common apart, and in its order', async () => {
    const { gatherer, runs, end } = start()
    const calls: readonly Call[] = [
      { name: 'first' },
      { name: 'a1', keys: ['a'] },
      { name: 'a2 and b', keys: ['a', 'b'] },
      { name: 'b', keys: ['b'] },
      { name: 'c', keys: ['c'] },
    ]
    for (const call of calls) void gatherer.add(call)
    for (let left = 4; left > 0; left--) await end()
    expect(runs).toEqual([['first'], ['a1', 'c'], ['a2 and b'], ['b']])
  })

  it('runs no more together than it may', async () => {
    const { gatherer, runs, end } = start()
    for (const size of [1, 6, 4, 1, 9, 2]) void gatherer.add({ name: String(size), size })
    for (let left = 4; left > 0; left--) await end()
    expect(runs).toEqual([['1'], ['6', '4'], ['1', '9'], ['2']])
  })

  it('takes what is behind those that have to wait', async () => {
    const { gatherer, runs, end } = start()
    const calls: readonly Call[] = [
      { name: 'first' },
      ...Array.from({ length: 30 }, (_, index) => ({ name: `ann ${index}`, keys: ['ann'] })),
      { name: 'bob', keys: ['bob'] },
    ]
    for (const call of calls) void gatherer.add(call)
    await end()
    expect(runs[1]).toEqual(['ann 0', 'bob'])
  })

  it('lets nothing wait that is large enough by itself', async () => {
    const { gatherer, runs, end } = start()
    for (const size of [1, 2, 10, 30, 3]) void gatherer.add({ name: String(size), size })
    expect(runs).toEqual([['1'], ['10'], ['30']])
    await end()
    expect(runs.slice(3)).toEqual([['2', '3']])
  })

  it('runs each call by itself after an error, so that only those fail that cannot succeed', async () => {
    const { gatherer, runs, end } = start()
    const outcomes = Promise.allSettled(['first', 'good', 'bad', 'fine'].map((name) => gatherer.add({ name })))
    await end()
    await end(new Error('one of them'))
    expect(runs.slice(2)).toEqual([['good'], ['bad'], ['fine']])
    await end()
    await end(new Error('this one'))
    await end()
    expect(await outcomes).toMatchObject([
      { value: 'first done' },
      { value: 'good done' },
      { reason: { message: 'this one' } },
      { value: 'fine done' },
    ])
  })

  it('goes on after an error', async () => {
    const { gatherer, end } = start()
    const outcomes = Promise.allSettled([gatherer.add({ name: 'a' }), gatherer.add({ name: 'b' })])
    await end(new Error('no'))
    await end()
    expect(await outcomes).toMatchObject([{ reason: { message: 'no' } }, { value: 'b done' }])
  })
})
