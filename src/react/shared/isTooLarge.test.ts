import { expect, it } from 'vitest'
import { isTooLarge } from './isTooLarge.js'

it('lets pictures of up to 50 megapixels be shown, and those of which the size is not known', () => {
  expect(isTooLarge({ width: 10_000, height: 5000 })).toBe(false)
  expect(isTooLarge({ width: 10_000, height: 5001 })).toBe(true)
  expect(isTooLarge({ width: 20_000 })).toBe(false)
  expect(isTooLarge()).toBe(false)
})
