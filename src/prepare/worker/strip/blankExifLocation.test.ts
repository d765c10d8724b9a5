import { describe, expect, it } from 'vitest'
import { blankExifLocation } from './blankExifLocation.js'
import { strip } from './strip.js'

interface Maze {
  readonly tag: number
  readonly entries: number
  readonly valueBytes: number
  readonly restBytes: number
  /** Whether the entries lead to each other, and not behind the directory. */
  readonly isCircle: boolean
}

/** A directory full of entries with the same tag, each of which leads to another place in the block. */
function makeMaze({ tag, entries, valueBytes, restBytes, isCircle }: Maze): Uint8Array {
  const tiff = new Uint8Array(10 + entries * 12 + restBytes)
  const view = new DataView(tiff.buffer)
  tiff.set([0x4d, 0x4d, 0, 42, 0, 0, 0, 8])
  view.setUint16(8, entries)
  for (let at = 10; at < 10 + entries * 12; at += 12) {
    view.setUint16(at, tag)
    view.setUint16(at + 2, 1)
    view.setUint32(at + 4, valueBytes)
    view.setUint32(at + 8, isCircle ? at : 10 + entries * 12 + at / 12)
  }
  return tiff
}

describe('blankExifLocation', () => {
  it.each([
    ['directories', 0x8769, true],
    ['locations', 0x8825, true],
    ['packets of XMP', 0x02bc, false],
  ])('gives up on a maze of %s instead of walking through it', (_name, tag, isCircle) => {
    const maze = makeMaze({ tag, entries: 4000, valueBytes: 60_000, restBytes: 500_000, isCircle })
    expect(() => blankExifLocation(maze)).toThrow(RangeError)
  })

  it('does not pass such a file for one without a location', () => {
    const exif = makeMaze({ tag: 0x02bc, entries: 1000, valueBytes: 100, restBytes: 2000, isCircle: false })
    const length = exif.length + 8
    const start = [0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 0xff, 0x45, 0x78, 0x69, 0x66, 0, 0]
    expect(strip(new Uint8Array([...start, ...exif]), 'image/jpeg', 'location')).toBeUndefined()
  })
})
