import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
  readonly alias: Readonly<Record<string, string>>
}

it('names every entry again in `alias`, because Parcel reads no `exports` unless it is told to', () => {
  const path = resolve(import.meta.dirname, '../../package.json')
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'))
  const subpaths = Object.entries(manifest.exports).filter(([name]) => name !== '.' && name !== './package.json')
  const expected = subpaths.map(([name, target]) => [
    name,
    (typeof target === 'string' ? target : target.default).replace('*', '$1'),
  ])
  expect(Object.entries(manifest.alias)).toEqual(expected)
})
