import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')

/** The names of the fields of an interface, sorted. */
function fieldsOf(source: string, name: string): readonly string[] {
  const body = new RegExp(`^(?:export )?interface ${name}\\b[^]*?\\{$([^]*?)^\\}`, 'm').exec(source)?.[1] ?? ''
  return Array.from(body.matchAll(/^ {2}readonly (\w+)/gm), ([, field = '']) => field).toSorted()
}

/** The names in the first column of the table that begins with this heading, sorted. */
function namesInTable(page: string, heading: string): readonly string[] {
  const [, table = ''] = page.split(`\n| ${heading} |`)
  const [rows = ''] = table.split('\n\n')
  const cells = Array.from(rows.matchAll(/^\| (`[^|]*)\|/gm), ([, cell = '']) => cell)
  return cells.flatMap((cell) => Array.from(cell.matchAll(/`(\w+)`/g), ([, name = '']) => name)).toSorted()
}

describe('a table of options', () => {
  it('in docs/parts.md has every option of the provider', () => {
    const source = read('src/react/provider/UploadProvider.tsx')
    const fields = ['CommonProviderProps', 'BackendProviderProps'].flatMap((name) => fieldsOf(source, name))
    const notOptions = ['children', 'uploader']
    const options = fields.filter((field) => !notOptions.includes(field)).toSorted()
    expect(options.length).toBeGreaterThan(10)
    expect(namesInTable(read('docs/parts.md'), 'option of the provider')).toEqual(options)
  })

  it.each([
    ['docs/parts.md', 'restriction', 'src/contract/restrictions.ts', 'Restrictions'],
    ['docs/server.md', 'option of a profile', 'src/server/uploads/profile/Profile.ts', 'Profile'],
  ])('in %s has every %s', (page, heading, source, name) => {
    const fields = fieldsOf(read(source), name)
    expect(fields.length).toBeGreaterThan(5)
    expect(namesInTable(read(page), heading)).toEqual(fields)
  })
})
