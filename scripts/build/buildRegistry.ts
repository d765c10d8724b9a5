import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readRegistryFile } from './readRegistryFile.ts'

/** What this script reads of `registry/registry.json`. The rest goes into the items unchanged. */
interface RegistryItem {
  readonly name: string
  readonly files: readonly { readonly path: string; readonly type: string; readonly target: string }[]
}

const root = resolve(import.meta.dirname, '../..')
const source = join(root, 'registry')
const output = join(root, 'dist/registry')

// `shadcn build` writes the same items, with more white space. The command has too many dependencies of its own to be one of ours.
const { items }: { readonly items: readonly RegistryItem[] } = JSON.parse(
  readFileSync(join(source, 'registry.json'), 'utf8'),
)
mkdirSync(output, { recursive: true })
for (const item of items) {
  const files = item.files.map((file) => ({ ...file, content: readRegistryFile(join(source, file.path)) }))
  const built = { $schema: 'https://ui.shadcn.com/schema/registry-item.json', ...item, files }
  writeFileSync(join(output, `${item.name}.json`), JSON.stringify(built))
}
