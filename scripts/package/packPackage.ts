import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

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
