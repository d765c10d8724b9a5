import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { measureApp } from './measureApp.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coatcheck-size-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A module that cannot be compressed, so that its size shows whether it was counted. */
function write(name: string, sizeBytes: number, rest = ''): void {
  writeFileSync(
    join(folder, name),
    `${rest}\nexport const value = '${randomBytes((sizeBytes * 3) / 4).toString('base64')}'`,
  )
}

const isAbout = (bytes: number | undefined, expected: number): void => {
  expect(bytes).toBeGreaterThan(expected)
  expect(bytes).toBeLessThan(expected * 1.1 + 200)
}

it('adds up what is loaded at once, and leaves out what is loaded later', async () => {
  write('page.js', 4000)
  write('later.js', 8000)
  const { onPage, later } = await measureApp(
    "import { value } from './page.js'\nconsole.log(value, import('./later.js'))",
    folder,
  )
  isAbout(onPage, 3000)
  expect([...later.keys()]).toEqual(['later.js'])
  isAbout(later.get('later.js'), 6000)
})

it('counts what two chunks share with the chunk that is loaded first', async () => {
  const shared = "import { value as one } from './shared.js'\nconsole.log(one)"
  write('shared.js', 4000)
  write('first.js', 4000, `${shared}\nconsole.log(import('./second.js'))`)
  write('second.js', 8000, shared)
  const { onPage, later } = await measureApp("console.log(import('./first.js'))", folder)
  expect(onPage).toBeLessThan(200)
  isAbout(later.get('first.js'), 6000)
  isAbout(later.get('second.js'), 6000)
})

it('does not count packages that the app has anyway', async () => {
  const { onPage } = await measureApp("import { useId } from 'react'\nconsole.log(useId)", folder, ['react'])
  expect(onPage).toBeLessThan(200)
})
