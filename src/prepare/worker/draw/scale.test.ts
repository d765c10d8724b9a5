import { describe, expect, it } from 'vitest'
import { fitLimits } from './scale.js'

const none = { longestSide: Infinity, pixels: Infinity }

describe('fitLimits', () => {
  it.each([
    [{ width: 4000, height: 3000 }, { longestSide: 2000 }, { width: 2000, height: 1500 }],
    [{ width: 12, height: 2001 }, { longestSide: 2000 }, { width: 12, height: 2000 }],
    [{ width: 2001, height: 1 }, { longestSide: 10 }, { width: 10, height: 1 }],
    [
      { width: 30, height: 20 },
      { longestSide: 2000, pixels: 1e6 },
      { width: 30, height: 20 },
    ],
    // To the nearest would be 1000 by 1000.
    [{ width: 2000, height: 2000 }, { pixels: 999_500 }, { width: 999, height: 999 }],
  ])('makes %j within %j %j', (size, limit, fitted) => {
    expect(fitLimits(size, [{ ...none, ...limit }])).toEqual(fitted)
  })
})
