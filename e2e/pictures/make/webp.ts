/** Puts chunks into an extended WebP, in place of those of the same type. */
export function setChunks(webp: Buffer, added: Readonly<Record<string, Uint8Array>>): Buffer {
  const parts: Buffer[] = []
  for (let offset = 12; offset + 8 <= webp.length;) {
    const length = webp.readUInt32LE(offset + 4)
    const end = offset + 8 + length + (length & 1)
    const type = webp.toString('latin1', offset, offset + 4)
    if (!(type in added)) parts.push(webp.subarray(offset, end))
    offset = end
  }
  for (const [type, content] of Object.entries(added)) parts.push(makeChunk(type, content))
  const [header] = parts
  if (header?.toString('latin1', 0, 4) !== 'VP8X') throw new Error('Only an extended WebP can have metadata.')
  const flags = ('EXIF' in added ? 0x08 : 0) | ('XMP ' in added ? 0x04 : 0)
  header[8] = (header[8] ?? 0) | flags
  const head = Buffer.from(webp.subarray(0, 12))
  head.writeUInt32LE(4 + parts.reduce((sum, { length }) => sum + length, 0), 4)
  return Buffer.concat([head, ...parts])
}

function makeChunk(type: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32LE(content.length, 4)
  return Buffer.concat([head, content, Buffer.alloc(content.length & 1)])
}
