import { makeChunk } from '../../../scripts/images/png.ts'

/** Inserts a chunk after the header of a PNG. */
export function addChunk(png: Buffer, type: string, content: Uint8Array): Buffer {
  const afterHeader = 8 + 25
  return Buffer.concat([png.subarray(0, afterHeader), makeChunk(type, content), png.subarray(afterHeader)])
}
