import { describe, expect, it } from 'vitest'
import { formatContents, measureContents } from './measureContents.ts'

const file = (path: string, bytes: number) => ({ path, content: Buffer.alloc(bytes) })

describe('measureContents', () => {
  it('adds up the files of each kind', () => {
    const contents = measureContents([file('dist/a.d.ts', 2000), file('dist/b.d.ts', 3000), file('docs/a.md', 10)])
    expect(contents).toEqual([
      { name: 'types', files: 2, bytes: 5000, packedBytes: expect.any(Number) },
      { name: 'guides', files: 1, bytes: 10, packedBytes: expect.any(Number) },
    ])
    expect(contents[0]?.packedBytes).toBeLessThan(100)
  })

  it.each([
    ['dist/react/Part.js', 'code for pages'],
    ['dist/server/node.js', 'server and command'],
    ['dist/locales/de.d.ts', 'types'],
    ['dist/inspect/pool/workerSource.js', 'worker, and its copies for pages that cannot load it'],
    ['dist/inspect/worker/serveOnPage.js', 'worker, and its copies for pages that cannot load it'],
    ['docs/picture.webp', 'pictures'],
    ['examples/README.md', 'examples'],
    ['nobody/expects/this.bin', 'other'],
  ])('counts %s as %s', (path, name) => {
    expect(measureContents([file(path, 1)])).toEqual([expect.objectContaining({ name })])
  })
})

it('formats the kinds as a table with straight columns', () => {
  const table = formatContents([
    { name: 'types', files: 222, bytes: 306_000, packedBytes: 73_000 },
    { name: 'guides', files: 4, bytes: 1_256_000, packedBytes: 8000 },
  ])
  expect(table).toBe('types   222 files   306 kB  73 kB\nguides    4 files  1256 kB   8 kB')
})
