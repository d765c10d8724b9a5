import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Page } from '../Page.ts'
import { readTitle } from '../readWrittenPages.ts'
import { run } from '../run.ts'

const root = resolve(import.meta.dirname, '../../..')
const site = resolve(root, 'site')
const folder = resolve(site, '.cache/reference')

/** An entry of the package. */
export interface Entry {
  /** What an app imports: `coatcheck/backends/rest`. */
  readonly name: string
  /** The file that it is, below `src`, without its ending. */
  readonly source: string
}

/** Reads the entries from `package.json`, and those with a pattern one by one. */
export function readEntries(): readonly Entry[] {
  const { exports }: { exports: Readonly<Record<string, string | { readonly types: string }>> } = JSON.parse(
    readFileSync(resolve(root, 'package.json'), 'utf8'),
  )
  return Object.entries(exports).flatMap(([name, target]) => {
    if (typeof target === 'string') return []
    const pattern = target.types.replace(/^\.\/dist\/(.*)\.d\.ts$/, '$1')
    const start = pattern.indexOf('*')
    const end = start - pattern.length + 1
    return globSync(`${pattern}.ts`, { cwd: resolve(root, 'src') })
      .map((file) => file.replace(/\.ts$/, ''))
      .filter((source) => !source.endsWith('.test'))
      .toSorted()
      .map((source) => ({
        name: name.replace('.', 'coatcheck').replace('*', source.slice(start, end || undefined)),
        source,
      }))
  })
}

/**
 * Lets TypeDoc write a page for every public name of every entry, and reads them. A comment whose link leads nowhere
 * fails. `keep` reads what was written before.
 */
export async function readNames({ keep = false }: { readonly keep?: boolean } = {}): Promise<readonly Page[]> {
  const entries = readEntries()
  if (!keep || !existsSync(folder)) {
    rmSync(folder, { recursive: true, force: true })
    const files = entries.flatMap(({ source }) => ['--entryPoints', resolve(root, 'src', `${source}.ts`)])
    const typedoc = resolve(site, 'node_modules/typedoc/bin/typedoc')
    await run(process.execPath, [typedoc, ...files, '--out', folder], { cwd: site, quiet: true })
  }
  return globSync('*/**/*.md', { cwd: folder })
    .toSorted()
    .map((file) => {
      const text = nameEntry(readFileSync(resolve(folder, file), 'utf8'), file, entries)
      return { path: `reference/${file}`, title: readTitle(text, file), text, kind: 'generated' }
    })
}

/** TypeDoc calls an entry by its file; an app knows the name that it imports. */
function nameEntry(text: string, file: string, entries: readonly Entry[]): string {
  const entry = entries.find(({ source }) => file.startsWith(`${source}/`) && !deeper(entries, source, file))
  if (!entry) throw new Error(`${file} belongs to no entry of the package.`)
  return text
    .replace(/^\[coatcheck\]\(([^)]*)\) \/ /, '[Reference]($1) / ')
    .replace(`[${entry.source}](`, `[\`${entry.name}\`](`)
    .replace(` / ${entry.source}\n`, ` / \`${entry.name}\`\n`)
    .replace(`\n# ${entry.source}\n`, `\n# \`${entry.name}\`\n`)
}

/** Whether the file belongs to an entry below this one: `server/node` is one below `server`. */
function deeper(entries: readonly Entry[], source: string, file: string): boolean {
  return entries.some((other) => other.source.startsWith(`${source}/`) && file.startsWith(`${other.source}/`))
}
