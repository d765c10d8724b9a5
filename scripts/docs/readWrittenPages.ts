import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { WrittenPage } from './Page.ts'
import { mapText } from './splitFences.ts'

const root = resolve(import.meta.dirname, '../..')

/** Pages whose files are not in `docs`. */
const elsewhere: Readonly<Record<string, string>> = {
  'README.md': 'overview.md',
  'AGENTS.md': 'agents.md',
  'CHANGELOG.md': 'changelog.md',
  'CONTRIBUTING.md': 'contributing.md',
  'SECURITY.md': 'security-policy.md',
  'examples/README.md': 'examples.md',
  'examples/server-python/README.md': 'examples/server-python.md',
  'site/home.md': 'index.md',
}

/** Reads every page that is written by hand: all of `docs`, and the few files beside it. */
export function readWrittenPages(): readonly WrittenPage[] {
  const ofDocs = globSync('docs/**/*.md', { cwd: root }).toSorted()
  return [...Object.keys(elsewhere), ...ofDocs].map((source) => {
    const text = readFileSync(resolve(root, source), 'utf8')
    return { source, path: elsewhere[source] ?? toPath(source), title: readTitle(text, source), text, kind: 'written' }
  })
}

function toPath(source: string): string {
  return source.replace(/^docs\//, '').replace(/README\.md$/, 'index.md')
}

/** The heading of a page, without its marks. */
export function readTitle(text: string, source: string): string {
  let title = /^title: (.+)$/m.exec(/^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? '')?.[1]
  mapText(text, (stretch) => {
    title ??= /^# (.+)$/m.exec(stretch)?.[1]
    return stretch
  })
  if (!title) throw new Error(`${source} has no heading, which is the title of its page.`)
  return title.replaceAll('`', '')
}
