import { expect, it } from 'vitest'
import { Turns } from './Turns.ts'

/** Work that says when it begins, and ends when it is told to. */
function createWork() {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  const work = { begun: 0, resolve, reject, run: () => ((work.begun += 1), promise) }
  return work
}

const soon = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve))

it('does the work of one owner one after the other, and lets others go ahead', async () => {
  const turns = new Turns()
  const [first, second, third] = [createWork(), createWork(), createWork()]
  const results = [
    turns.take('ann', 'a', first.run),
    turns.take('ann', 'b', second.run),
    turns.take('bob', 'c', third.run),
  ]
  await soon()
  expect([first.begun, second.begun, third.begun]).toEqual([1, 0, 1])
  first.reject(new Error('SlowDown'))
  await expect(results[0]).rejects.toThrow('SlowDown')
  await soon()
  expect(second.begun).toBe(1)
  second.resolve(true)
  third.resolve(false)
  expect(await Promise.all(results.slice(1))).toEqual([true, false])
})

it('does the same once while it is under way, and again later', async () => {
  const turns = new Turns()
  const work = createWork()
  const results = [turns.take('ann', 'a', work.run), turns.take('ann', 'a', work.run)]
  work.resolve(true)
  expect(await Promise.all(results)).toEqual([true, true])
  expect(work.begun).toBe(1)
  await soon()
  await turns.take('ann', 'a', work.run)
  expect(work.begun).toBe(2)
})
