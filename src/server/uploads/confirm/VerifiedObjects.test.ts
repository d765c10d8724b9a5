import { expect, it } from 'vitest'
import { VerifiedObjects } from './VerifiedObjects.ts'

it('forgets the oldest of more than a thousand', () => {
  const verified = new VerifiedObjects()
  for (let index = 0; index <= 1000; index += 1) verified.add(String(index))
  expect([verified.has('0'), verified.has('1'), verified.has('1000')]).toEqual([false, true, true])
})
