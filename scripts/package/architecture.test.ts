import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { files, imports, room, source } from './sourceImports.ts'

const root = resolve(source, '..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')
const picture = /```mermaid\n([\s\S]*?)```/.exec(read('docs/architecture.md'))?.[1] ?? ''

/** Files that are drawn as rooms of their own. The other files beside the rooms only re-export. */
const drawnFiles = ['createUploader', 'browserRunner']
/** Every room may use them, and `testing` may use every room. */
const leftOut = new Set(['contract', 'errors', 'shared', 'testing'])

function nodeOf(file: string): string | null {
  const name = room(file).replace(/\.tsx?$|\.js$/, '')
  const isRoom = file.includes('/') || drawnFiles.includes(name)
  return isRoom && !leftOut.has(name) ? name : null
}

/** As in the picture: `a --> b` for an import at once, `a -.-> b` for one that is only made later. */
function realArrows(): ReadonlySet<string> {
  const arrows = new Set<string>()
  for (const { from, to, isDynamic } of imports.toSorted((a, b) => Number(a.isDynamic) - Number(b.isDynamic))) {
    const [start, end] = [nodeOf(from), nodeOf(to)]
    if (start === null || end === null || start === end || arrows.has(`${start} --> ${end}`)) continue
    arrows.add(`${start} ${isDynamic ? '-.->' : '-->'} ${end}`)
  }
  return arrows
}

function drawnArrows(): ReadonlySet<string> {
  const lines = [...picture.matchAll(/^ *(\w+) (-->|-\.->) (.+)$/gm)]
  return new Set(
    lines.flatMap(([, start, arrow, ends = '']) => ends.split(' & ').map((end) => `${start} ${arrow} ${end}`)),
  )
}

describe('the picture of the architecture', () => {
  it('has an arrow for every import between rooms, and no other', () => {
    expect(drawnArrows().size).toBeGreaterThan(15)
    expect([...drawnArrows()].toSorted((a, b) => a.localeCompare(b))).toEqual(
      [...realArrows()].toSorted((a, b) => a.localeCompare(b)),
    )
  })

  it('has every room', () => {
    const rooms = new Set(files.flatMap((file) => (file.endsWith('.css') ? [] : (nodeOf(file) ?? []))))
    expect([...rooms].filter((name) => !new RegExp(`\\b${name}\\b`).test(picture))).toEqual([])
  })
})

it.each(['docs/architecture.md', 'docs/how-it-works.md'])('%s names files that exist', (page) => {
  const named = [...read(page).matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, file = '']) => file)
  const all = globSync('{src,scripts,e2e}/**/*.{ts,tsx}', { cwd: root, exclude: ['**/node_modules/**'] })
  const isThere = (file: string): boolean => all.some((path) => `/${path}`.endsWith(`/${file}`))
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((file) => !isThere(file))).toEqual([])
})
