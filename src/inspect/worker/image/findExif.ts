// Four letters each, as one number: 'Exif', 'eXIf', 'IDAT'.
const exifCode = 0x45786966
const exifChunkCode = 0x65584966
const idatCode = 0x49444154

/** The Exif block of a JPEG's first bytes. */
export function findExifInJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = 2
  while (offset + 10 <= bytes.length && bytes[offset] === 0xff) {
    const marker = bytes[offset + 1] ?? 0
    const end = offset + 2 + view.getUint16(offset + 2)
    if (marker === 0xda) return undefined
    if (marker === 0xff) offset += 1
    else if (marker === 0xe1 && view.getUint32(offset + 4) === exifCode) return bytes.subarray(offset + 10, end)
    else offset = end
  }
  return undefined
}

/** The Exif chunk of a PNG's first bytes, where it stands before the picture. */
export function findExifInPng(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let offset = 8
  while (offset + 8 <= bytes.length) {
    const length = view.getUint32(offset)
    const type = view.getUint32(offset + 4)
    if (type === idatCode) return undefined
    if (type === exifChunkCode) return bytes.subarray(offset + 8, offset + 8 + length)
    offset += 12 + length
  }
  return undefined
}
