import { encode } from 'blurhash'
import { describe, expect, it } from 'vitest'
import { encodeBlurhash, flattenOnWhite, hasTransparency } from './blurhash.js'

const makePixels = (...data: number[]) => ({ width: data.length / 4, height: 1, data: Uint8ClampedArray.from(data) })

describe('encodeBlurhash', () => {
  it('equals the reference encoder', () => {
    const data = Uint8ClampedArray.from({ length: 32 * 24 * 4 }, (_, index) =>
      (index & 3) === 3 ? 255 : (index * 37) % 256,
    )
    expect(encodeBlurhash({ width: 32, height: 24, data })).toBe(encode(data, 32, 24, 4, 3))
  })
})

describe('flattenOnWhite', () => {
  it('mixes white in as far as a pixel is transparent', () => {
    const { data } = flattenOnWhite(makePixels(0, 0, 0, 0, 255, 0, 0, 255, 0, 100, 200, 51))
    expect([...data]).toEqual([255, 255, 255, 255, 255, 0, 0, 255, 204, 224, 244, 255])
  })
})

describe('hasTransparency', () => {
  it('sees a single pixel', () => {
    expect(hasTransparency(makePixels(0, 0, 0, 255, 0, 0, 0, 254))).toBe(true)
    expect(hasTransparency(makePixels(0, 0, 0, 255, 9, 9, 9, 255))).toBe(false)
  })
})
