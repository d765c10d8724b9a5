import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fillRecipe } from './docs/fillRecipe.ts'

/** Writes the code of the examples into the pages of `docs/recipes`. */
const root = resolve(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')
for (const page of globSync('docs/recipes/*.md', { cwd: root })) {
  writeFileSync(resolve(root, page), fillRecipe(read(page), page, read))
}
