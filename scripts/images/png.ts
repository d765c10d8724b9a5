import { crc32, deflateSync } from 'node:zlib'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function makeChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

/** A black picture with one bit per pixel, which is tiny on disk but huge once decoded. */
export function makeBlackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)))
  return Buffer.concat([
    signature,
    makeChunk('IHDR', header),
    makeChunk('IDAT', deflateSync(rows, { level: 9 })),
    makeChunk('IEND', new Uint8Array()),
  ])
}

/** Inserts a chunk after the header of a PNG. */
export function addChunk(png: Buffer, type: string, data: Uint8Array): Buffer {
  const afterHeader = signature.length + 25
  return Buffer.concat([png.subarray(0, afterHeader), makeChunk(type, data), png.subarray(afterHeader)])
}

export const addExifToPng = (png: Buffer, exif: Uint8Array): Buffer => addChunk(png, 'eXIf', exif)

/** Removes the picture data of a PNG. */
export function dropImageData(png: Buffer): Buffer {
  const kept = [png.subarray(0, signature.length)]
  let offset = signature.length
  while (offset < png.length) {
    const end = offset + 12 + png.readUInt32BE(offset)
    if (png.toString('latin1', offset + 4, offset + 8) !== 'IDAT') kept.push(png.subarray(offset, end))
    offset = end
  }
  return Buffer.concat(kept)
}
