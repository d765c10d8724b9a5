import { randomFillSync } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'

export const kibibyte = 1024
export const mebibyte: number = 1024 * kibibyte
export const gibibyte: number = 1024 * mebibyte

/** Writes files of random bytes: no two are alike, and no disk or link can compress them. */
export async function writeFiles(folder: string, count: number, sizeBytes: number): Promise<readonly string[]> {
  const block = randomFillSync(Buffer.alloc(Math.min(sizeBytes, 8 * mebibyte)))
  const subfolder = join(folder, `${sizeBytes}`)
  await mkdir(subfolder, { recursive: true })
  const paths = Array.from({ length: count }, (_, index) => join(subfolder, `photo-${index}.bin`))
  for (const path of paths) {
    const file = await open(path, 'w')
    for (let written = 0; written < sizeBytes; written += block.length) {
      randomFillSync(block, 0, Math.min(block.length, 64))
      await file.write(block, 0, Math.min(block.length, sizeBytes - written))
    }
    await file.close()
  }
  return paths
}
