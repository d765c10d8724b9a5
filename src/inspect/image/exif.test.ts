import { assert, constantFrom, property, uint8Array } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeExif } from '../../../scripts/images/exif.ts'
import { readExif } from './exif.js'

/** Orientation 8 as a big-endian camera writes it. */
const bigEndian = Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0, 0, 0, 0, 0)

describe('readExif', () => {
  it('reads either byte order', () => {
    expect(readExif(makeExif(3))?.orientation).toBe(3)
    expect(readExif(bigEndian)?.orientation).toBe(8)
  })

  it.each([0, 9, 65535])('takes orientation %i, which is none, for upright', (orientation) => {
    expect(readExif(makeExif(orientation))?.orientation).toBe(1)
  })

  it('gives the embedded picture', () => {
    const picture = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)
    expect(readExif(makeExif(1, picture))?.thumbnail).toEqual(Buffer.from(picture))
  })

  it('leaves out an embedded picture that is none, or reaches beyond the block', () => {
    expect(readExif(makeExif(1, Uint8Array.of(1, 2, 3)))).toEqual({ orientation: 1 })
    expect(readExif(makeExif(1, Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)).subarray(0, -1))).toEqual({ orientation: 1 })
  })

  it('throws for no bytes at all', () => {
    assert(
      property(uint8Array({ maxLength: 200 }), constantFrom('II*\0', 'MM\0*', ''), (bytes, start) => {
        expect(() => readExif(Buffer.concat([Buffer.from(start, 'latin1'), bytes]))).not.toThrow()
      }),
    )
  })
})
