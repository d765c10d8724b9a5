import { assert, constantFrom, property, uint8Array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeExif } from '../../../../scripts/images/exif.ts'
import { readOrientation } from './exif.js'

/** Orientation 8 as a big-endian camera writes it. */
const bigEndian = Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0)

describe('readOrientation', () => {
  it('reads either byte order', () => {
    expect(readOrientation(makeExif(3))).toBe(3)
    expect(readOrientation(bigEndian)).toBe(8)
  })

  it.each([0, 9, 65535])('treats the invalid orientation %i as upright', (orientation) => {
    expect(readOrientation(makeExif(orientation))).toBe(1)
  })

  it('treats a truncated block as upright', () => {
    expect(readOrientation(bigEndian.subarray(0, 18))).toBe(1)
  })

  it('throws for no bytes at all', () => {
    assert(
      property(uint8Array({ maxLength: 200 }), constantFrom('II*\0', 'MM\0*', ''), (bytes, start) => {
        expect(() => readOrientation(Buffer.concat([Buffer.from(start, 'latin1'), bytes]))).not.toThrow()
      }),
    )
  })
})
