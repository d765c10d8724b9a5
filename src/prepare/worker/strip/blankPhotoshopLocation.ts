import { viewOf } from '../../../inspect/worker/image/viewOf.js'
import { blankExifLocation } from './blankExifLocation.js'
import { blankXmpLocation } from './blankXmpLocation.js'

const resourceCode = 0x3842494d // '8BIM'
const iptcId = 0x0404
const exifIds = new Set([0x0422, 0x0423])
const xmpId = 0x0424

/** Content location, city, sublocation, state, and the two for the country. */
const locationDatasets = new Set([26, 27, 90, 92, 95, 100, 101])

/**
 * Removes the location from a block of image resources as Photoshop writes it, where IPTC keeps it in words. Its length
 * stays. Returns whether there was any.
 *
 * @param block changed in place
 */
export function blankPhotoshopLocation(block: Uint8Array): boolean {
  const view = viewOf(block)
  let isChanged = false
  let offset = 0
  while (offset + 12 <= block.length && view.getUint32(offset) === resourceCode) {
    const id = view.getUint16(offset + 4)
    const nameBytes = 1 + (block[offset + 6] ?? 0)
    const sizeAt = offset + 6 + nameBytes + (nameBytes & 1)
    if (sizeAt + 4 > block.length) break
    const size = view.getUint32(sizeAt)
    const content = block.subarray(sizeAt + 4, sizeAt + 4 + size)
    if (blankResource(id, content)) isChanged = true
    offset = sizeAt + 4 + size + (size & 1)
  }
  return isChanged
}

function blankResource(id: number, content: Uint8Array): boolean {
  if (id === iptcId) return removeDatasets(content)
  if (id === xmpId) return blankXmpLocation(content)
  return exifIds.has(id) && blankExifLocation(content)
}

/** The datasets that stay move up, and zeros follow them. */
function removeDatasets(iptc: Uint8Array): boolean {
  const view = viewOf(iptc)
  let kept = 0
  let offset = 0
  while (offset + 5 <= iptc.length && iptc[offset] === 0x1c) {
    const length = view.getUint16(offset + 3)
    // A length of more than two bytes, which only embedded files have.
    if (length > 0x7fff) break
    const end = Math.min(iptc.length, offset + 5 + length)
    const isLocation = iptc[offset + 1] === 2 && locationDatasets.has(iptc[offset + 2] ?? 0)
    if (!isLocation) {
      iptc.copyWithin(kept, offset, end)
      kept += end - offset
    }
    offset = end
  }
  if (kept === offset) return false
  iptc.copyWithin(kept, offset)
  iptc.fill(0, iptc.length - (offset - kept))
  return true
}
