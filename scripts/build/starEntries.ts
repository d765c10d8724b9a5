import { posix } from 'node:path'
import type { ESTree, Plugin } from 'vite'

/**
 * Writes entries that only re-export as `export * from`. When a module names what it re-exports, esbuild takes everything
 * that it names as needed at once by every import of any of it: `import { createUploader } from 'coatcheck'` then loads
 * the code that the chunks for later share with other exports. A star names nothing. The file between the star and each
 * module names what is public. It is needed even where everything is: without code splitting, esbuild starts a module that
 * a chunk shares only where somebody names it, and a page built that way would run modules that were never started.
 */
export function starEntries(): Plugin {
  return {
    name: 'star-entries',
    generateBundle(_options, bundle) {
      for (const entry of Object.values(bundle)) {
        if (entry.type !== 'chunk' || !entry.isEntry) continue
        const namesBySource = readReexports(this.parse(entry.code).body)
        if (!namesBySource) continue
        const stars: string[] = []
        for (const [source, names] of namesBySource) {
          const path = posix.join(posix.dirname(entry.fileName), source)
          if (!(path in bundle)) throw new Error(`${entry.fileName} re-exports ${path}, which is not in the package.`)
          const fileName = posix.join(entry.fileName.replace(/\.js$/, ''), 'exports', path)
          const from = posix.relative(posix.dirname(fileName), path)
          this.emitFile({ type: 'asset', fileName, source: `export { ${names.join(', ')} } from '${from}'\n` })
          stars.push(toSpecifier(posix.relative(posix.dirname(entry.fileName), fileName)))
        }
        entry.code = stars.map((source) => `export * from '${source}'\n`).join('')
      }
    },
  }
}

const toSpecifier = (path: string): string => (path.startsWith('.') ? path : `./${path}`)

/** The re-exported names of each source; null if the module does anything else. */
function readReexports(body: ESTree.Program['body']): ReadonlyMap<string, readonly string[]> | null {
  const sources = new Map<string, string>()
  const namesBySource = new Map<string, string[]>()
  for (const statement of body) {
    if (statement.type === 'ImportDeclaration') {
      for (const { type, local } of statement.specifiers) {
        if (type !== 'ImportSpecifier') return null
        sources.set(local.name, statement.source.value)
      }
    } else if (statement.type === 'ExportNamedDeclaration' && !statement.declaration) {
      for (const { local, exported } of statement.specifiers) {
        if (local.type !== 'Identifier' || exported.type !== 'Identifier' || local.name !== exported.name) return null
        const source = statement.source?.value ?? sources.get(local.name)
        if (source === undefined) return null
        namesBySource.set(source, [...(namesBySource.get(source) ?? []), exported.name])
      }
    } else return null
  }
  return namesBySource
}
