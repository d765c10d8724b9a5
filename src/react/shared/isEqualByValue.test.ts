import { describe, expect, it } from 'vitest'
import { isEqualByValue } from './isEqualByValue.js'

const shared = new Date(0)

describe('isEqualByValue', () => {
  it.each([
    [1, 1],
    [NaN, NaN],
    ['a', 'a'],
    [null, null],
    [undefined, undefined],
    [{}, {}],
    [[], []],
    [
      { a: [1, { b: null }], c: 'd' },
      { c: 'd', a: [1, { b: null }] },
    ],
    [{ at: shared }, { at: shared }],
  ])('finds %j and %j equal', (a, b) => {
    expect(isEqualByValue(a, b)).toBe(true)
    expect(isEqualByValue(b, a)).toBe(true)
  })

  it.each([
    [1, '1'],
    [null, undefined],
    [null, {}],
    [[], {}],
    [[1], [1, 2]],
    [[undefined], []],
    [{ a: undefined }, {}],
    [{ a: undefined }, { b: undefined }],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
    [new Date(0), new Date(0)],
    [new Map(), new Map()],
    [() => 1, () => 1],
  ])('finds %j and %j different', (a, b) => {
    expect(isEqualByValue(a, b)).toBe(false)
    expect(isEqualByValue(b, a)).toBe(false)
  })
})
