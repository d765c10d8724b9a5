/** Creates an Exif block as cameras write it, little-endian: orientation in IFD0, a JPEG thumbnail in IFD1. */
export function makeExif(orientation: number, thumbnail?: Uint8Array): Buffer {
  const ifd0 = 8
  const ifd1 = ifd0 + 2 + 12 + 4
  const thumbnailOffset = ifd1 + 2 + 3 * 12 + 4
  const tiff = Buffer.alloc(thumbnail ? thumbnailOffset + thumbnail.length : ifd1)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(ifd0, 4)
  tiff.writeUInt16LE(1, ifd0)
  writeEntry(tiff, ifd0 + 2, { tag: 0x0112, type: 3, value: orientation })
  if (!thumbnail) return tiff
  tiff.writeUInt32LE(ifd1, ifd1 - 4)
  tiff.writeUInt16LE(3, ifd1)
  writeEntry(tiff, ifd1 + 2, { tag: 0x0103, type: 3, value: 6 })
  writeEntry(tiff, ifd1 + 14, { tag: 0x0201, type: 4, value: thumbnailOffset })
  writeEntry(tiff, ifd1 + 26, { tag: 0x0202, type: 4, value: thumbnail.length })
  tiff.set(thumbnail, thumbnailOffset)
  return tiff
}

function writeEntry(tiff: Buffer, at: number, entry: { tag: number; type: 3 | 4; value: number }): void {
  tiff.writeUInt16LE(entry.tag, at)
  tiff.writeUInt16LE(entry.type, at + 2)
  tiff.writeUInt32LE(1, at + 4)
  if (entry.type === 3) tiff.writeUInt16LE(entry.value, at + 8)
  else tiff.writeUInt32LE(entry.value, at + 8)
}

/** Inserts a segment at the start of a JPEG. */
export function addSegment(jpeg: Uint8Array, marker: number, content: Uint8Array): Buffer {
  const head = Buffer.from([0xff, 0xd8, 0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff])
  return Buffer.concat([head, content, jpeg.subarray(2)])
}

/** Inserts an APP1 segment at the start of a JPEG. */
export function addExifToJpeg(jpeg: Uint8Array, exif: Uint8Array): Buffer {
  return addSegment(jpeg, 0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]))
}
