import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** Packs the tarball that would be published, from the current `dist`. Returns its path. */
export function packPackage(folder: string): string {
  if (!existsSync(join(root, 'dist/index.js'))) throw new Error('There is no dist to pack. Run `npm run build` first.')
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const answer: Readonly<Record<string, { readonly filename: string }>> = JSON.parse(
    execFileSync('npm', args, { cwd: root, encoding: 'utf8' }),
  )
  const [packed] = Object.values(answer)
  if (!packed) throw new Error('npm pack names no file.')
  return join(folder, packed.filename)
}

export interface PackedFile {
  /** Inside the package. */
  readonly path: string
  readonly content: Buffer
}

export interface PackedPackage {
  readonly tarball: string
  readonly tarballBytes: number
  readonly files: readonly PackedFile[]
}

/** Packs the tarball and reads what is in it. */
export function readPackage(folder: string): PackedPackage {
  const tarball = packPackage(folder)
  execFileSync('tar', ['-xzf', tarball, '-C', folder])
  const files = globSync('package/**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(join(folder, 'package'), path), content: readFileSync(path) }))
  return { tarball, tarballBytes: statSync(tarball).size, files }
}
