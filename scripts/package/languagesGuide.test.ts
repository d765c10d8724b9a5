import { globSync, readFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const guide = readFileSync(resolve(root, 'docs/languages.md'), 'utf8')
const languages = globSync('src/locales/doctor/*.ts', { cwd: root })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => basename(path, '.ts'))

it('the guide to languages lists each language with its import and the name of its export', () => {
  const rows = [...guide.matchAll(/^\| [^|]+ \| `(\w+)` \| `coatcheck\/locales\/([\w-]+)` \|/gm)]
  expect(rows.map(([, , language = '']) => language).toSorted()).toEqual(languages.toSorted())
  for (const [, name, language = ''] of rows) {
    const source = (folder: string): string => readFileSync(resolve(root, folder, `${language}.ts`), 'utf8')
    expect(source('src/locales')).toContain(`export const ${name}: Messages =`)
    expect(source('src/locales/doctor')).toContain(`export const ${name}Doctor: DoctorTexts =`)
  }
})
