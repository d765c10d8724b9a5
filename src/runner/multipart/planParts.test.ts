import { describe, expect, it } from 'vitest'
import { fitsInParts, planParts, planPartSize } from './planParts.js'

const [mebibyte, gibibyte, tebibyte] = [1024 ** 2, 1024 ** 3, 1024 ** 4]

describe('planPartSize', () => {
  it.each([
    ['keeps the requested size', 100 * mebibyte, 8 * mebibyte, 8 * mebibyte],
    ['makes no part smaller than 5 MiB', 100 * mebibyte, 1, 5 * mebibyte],
    ['makes no part larger than 5 GiB', tebibyte, 9 * gibibyte, 5 * gibibyte],
    ['stays within 10 000 parts', tebibyte, 8 * mebibyte, Math.ceil(tebibyte / 10_000)],
    ['rounds fractions up', 100 * mebibyte, 8 * mebibyte + 0.5, 8 * mebibyte + 1],
  ])('%s', (_, size, wished, planned) => {
    expect(planPartSize(size, wished)).toBe(planned)
    expect(planParts(size, planned).length).toBeLessThanOrEqual(10_000)
  })
})

describe('planParts', () => {
  it.each([0, 1, 5 * mebibyte - 1, 5 * mebibyte, 5 * mebibyte + 1, 100 * mebibyte])(
    'covers %i bytes without gap or overlap',
    (size) => {
      const parts = planParts(size, 5 * mebibyte)
      expect(parts.map(({ number }) => number)).toEqual(parts.map((_, index) => index + 1))
      expect(parts[0]?.start).toBe(0)
      expect(parts.at(-1)?.end).toBe(size)
      for (const [index, part] of parts.entries()) expect(part.start).toBe(parts[index - 1]?.end ?? 0)
    },
  )
})

it('knows the largest object that storage accepts', () => {
  expect(fitsInParts(50_000 * gibibyte)).toBe(true)
  expect(fitsInParts(50_000 * gibibyte + 1)).toBe(false)
})
