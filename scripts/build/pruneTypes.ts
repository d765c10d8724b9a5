import { globSync, readFileSync, rmSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'

/**
 * Deletes the declarations that no entry leads to. The compiler writes one for each module, and an app can reach only
 * those that the declarations of the entries import.
 */
const root = resolve(import.meta.dirname, '../..')
const { exports }: { exports: Readonly<Record<string, string | { readonly types: string }>> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
)

const entries = Object.values(exports).flatMap((target) => (typeof target === 'string' ? [] : [target.types]))
const reached = new Set(globSync(entries, { cwd: root }))
// A set visits what is added while it is being walked through.
for (const file of reached) {
  for (const [, specifier = ''] of readFileSync(join(root, file), 'utf8').matchAll(/['"](\.{1,2}\/[^'"]+)\.js['"]/g)) {
    reached.add(posix.join(posix.dirname(file), `${specifier}.d.ts`))
  }
}
for (const file of globSync('dist/**/*.d.ts', { cwd: root })) if (!reached.has(file)) rmSync(join(root, file))
