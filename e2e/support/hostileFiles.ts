import { randomBytes } from 'node:crypto'
import { crc32, deflateRawSync } from 'node:zlib'
import type { TestFile } from './files.ts'

/** Makes a file that every virus scanner reports. The text is split, so that this source file is not reported. */
export function makeEicar(): TestFile {
  const text = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')
  return { name: 'eicar.com', mimeType: 'application/octet-stream', buffer: Buffer.from(text) }
}

/** Makes a file that looks like a picture by its first bytes, and also contains a page with a script. */
export function makePolyglot(): TestFile {
  const page = `/*${randomBytes(8).toString('hex')}*/=1;alert('polyglot')//<html><script>alert('polyglot')</script></html>`
  return {
    name: 'picture.gif',
    mimeType: 'image/gif',
    buffer: Buffer.concat([Buffer.from('GIF89a'), Buffer.from(page)]),
  }
}

/** Makes an archive that is a thousand times smaller than its content. */
export function makeZipBomb(unpackedBytes: number = 64 * 1024 * 1024): TestFile {
  const content = Buffer.alloc(unpackedBytes)
  const packed = deflateRawSync(content, { level: 9 })
  const name = Buffer.from(`${randomBytes(4).toString('hex')}.bin`)
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(8, 4)
  facts.writeUInt32LE(crc32(content), 10)
  facts.writeUInt32LE(packed.length, 14)
  facts.writeUInt32LE(unpackedBytes, 18)
  facts.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), facts, name, packed])
  const entry = Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), facts, Buffer.alloc(14), name])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return { name: 'bomb.zip', mimeType: 'application/zip', buffer: Buffer.concat([local, entry, end]) }
}
