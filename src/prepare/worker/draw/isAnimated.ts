import { findPngChunk } from '../../../inspect/worker/image/png.js'
import { latin1 } from '../strip/latin1.js'

const animationCode = 0x6163544c // 'acTL'

/** Whether a picture has more than one frame. Only the first would be left of it. */
export function isAnimated(head: Uint8Array, type: string): boolean {
  switch (type) {
    case 'image/gif':
      return countFrames(head) > 1
    case 'image/png':
    case 'image/apng':
      return findPngChunk(head, animationCode) !== undefined
    case 'image/webp':
      return latin1(head.subarray(12, 16)) === 'VP8X' && ((head[20] ?? 0) & 0x02) !== 0
    case 'image/avif':
      return latin1(head.subarray(8, 12)) === 'avis'
    case 'image/heic-sequence':
      return true
    default:
      return false
  }
}

/** Stops at two. A picture whose first frame does not end in these bytes counts as still. */
function countFrames(head: Uint8Array): number {
  let frames = 0
  let offset = 13 + colorTableBytes(head[10] ?? 0)
  while (offset < head.length && frames < 2) {
    if (head[offset] === 0x2c) {
      frames += 1
      offset = skipBlocks(head, offset + 11 + colorTableBytes(head[offset + 9] ?? 0))
    } else if (head[offset] === 0x21) offset = skipBlocks(head, offset + 2)
    else break
  }
  return frames
}

function colorTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function skipBlocks(head: Uint8Array, start: number): number {
  let offset = start
  while ((head[offset] ?? 0) > 0) offset += 1 + (head[offset] ?? 0)
  return offset + 1
}
