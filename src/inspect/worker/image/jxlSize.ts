import type { ImageSize } from './imageSize.js'
import { findBox } from './isobmff.js'

/** The ratios of width to height, in the order of their codes. */
const ratios: readonly (readonly [width: number, height: number])[] = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
]

/** How many bits a number has, in the order of the two-bit codes before it. */
const lengths = [9, 13, 18, 30]

/**
 * The stored size of a JPEG XL image. The browser must not be asked for it, because a few bytes of this format can hold
 * more pixels than there is memory.
 * @see https://github.com/libjxl/libjxl/blob/main/doc/format_overview.md
 */
export function readJxlSize(bytes: Uint8Array): ImageSize | undefined {
  const isContainer = bytes[0] === 0
  const codestream = isContainer ? (findBox(bytes, 'jxlc') ?? findBox(bytes, 'jxlp')?.subarray(4)) : bytes
  if (!codestream || codestream.length < 11) return undefined
  const read = createBitReader(codestream.subarray(2))
  const isSmall = read(1) === 1
  const readEdge = (): number => (isSmall ? (read(5) + 1) * 8 : read(lengths[read(2)] ?? 0) + 1)
  const height = readEdge()
  const ratio = ratios[read(3) - 1]
  return { width: ratio ? Math.floor((height * ratio[0]) / ratio[1]) : readEdge(), height }
}

/** Reads numbers that are stored with the lowest bit first. */
function createBitReader(bytes: Uint8Array): (bits: number) => number {
  let position = 0
  return (bits) => {
    let value = 0
    for (let bit = 0; bit < bits; bit++, position++) {
      value += (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) * 2 ** bit
    }
    return value
  }
}
