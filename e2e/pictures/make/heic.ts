import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { heifAdvice } from '../../../scripts/heif.ts'

/** Encodes with libheif's own program. sharp, as it is published, has no HEVC. */
export function encodeHeic(picture: Buffer, extension: 'png' | 'jpg', options: readonly string[] = []): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'coatcheck-heic-'))
  try {
    const source = join(folder, `picture.${extension}`)
    const target = join(folder, 'picture.heic')
    writeFileSync(source, picture)
    execFileSync('heif-enc', [...options, '-o', target, source], { stdio: 'ignore' })
    return readFileSync(target)
  } catch (cause) {
    throw new Error(heifAdvice, { cause })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
