import { expect, it } from 'vitest'
import { isTooLarge } from './isTooLarge.js'

it('allows pictures of up to 50 megapixels, and those of unknown size', () => {
  expect(isTooLarge({ width: 10_000, height: 5000 })).toBe(false)
  expect(isTooLarge({ width: 10_000, height: 5001 })).toBe(true)
  expect(isTooLarge({ width: 20_000 })).toBe(false)
  expect(isTooLarge()).toBe(false)
})
