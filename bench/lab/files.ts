import { randomFillSync } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'

export const kibibyte = 1024
export const mebibyte: number = 1024 * kibibyte
export const gibibyte: number = 1024 * mebibyte

/** Writes files of random bytes: no two alike, and nothing that a disk or a link could make smaller. */
export async function makeFiles(folder: string, count: number, sizeBytes: number): Promise<readonly string[]> {
  const block = randomFillSync(Buffer.alloc(Math.min(sizeBytes, 8 * mebibyte)))
  const paths = Array.from({ length: count }, (_, index) => join(folder, `${sizeBytes}-${index}.bin`))
  for (const path of paths) {
    const file = await open(path, 'w')
    for (let written = 0; written < sizeBytes; written += block.length) {
      randomFillSync(block, 0, 64)
      await file.write(block, 0, Math.min(block.length, sizeBytes - written))
    }
    await file.close()
  }
  return paths
}
