import { expect, it } from 'vitest'
import { toPercent } from './toPercent.js'

const wholes = Array.from({ length: 101 }, (_, percent) => percent)

it.each([1, 1000, 123_400, 2 ** 40])('toPercent returns each whole percentage of %s hundred bytes', (bytes) => {
  expect(wholes.map((percent) => toPercent((percent * bytes) / (100 * bytes)))).toEqual(wholes)
})

it('toPercent never shows more than there is', () => {
  expect([0.5799, 0.579_999, 0.999_999].map(toPercent)).toEqual([57, 57, 99])
})
