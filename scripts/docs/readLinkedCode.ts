import { globSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, relative, resolve } from 'node:path'
import type { Page } from './Page.ts'

const root = resolve(import.meta.dirname, '../..')

const isOurs = (path: string): boolean =>
  !/(^|\/)(node_modules|dist|build|\.next|\.react-router|\.astro|\.tanstack|\.cache|\.data)(\/|$)/.test(path)

/** The page of a file or folder of the repository that has none of its own. */
export function pathOfCode(target: string): string {
  // VitePress would take `a.md.md` for `a`.
  return isFolder(target) ? `source/${target}/index.md` : `source/${target.replace(/\.md$/, '-md')}.md`
}

/** Reads the files that pages link to, and what is in the folders among them, as pages that show their code. */
export function readLinkedCode(targets: readonly string[]): readonly Page[] {
  const pages = new Map<string, Page>()
  const add = (target: string): void => {
    const path = pathOfCode(target)
    if (pages.has(path)) return
    const inside = isFolder(target) ? listFolder(target) : []
    pages.set(path, { path, title: target, text: render(target, inside), kind: 'code' })
    inside.forEach(add)
  }
  targets.forEach(add)
  return [...pages.values()]
}

function isFolder(target: string): boolean {
  return statSync(resolve(root, target)).isDirectory()
}

function listFolder(folder: string): readonly string[] {
  return globSync('*', { cwd: resolve(root, folder) })
    .toSorted()
    .map((name) => `${folder}/${name}`)
    .filter(isOurs)
}

const languages: Readonly<Record<string, string>> = {
  '.cjs': 'js',
  '.mjs': 'js',
  '.yml': 'yaml',
  '.md': 'md',
  '.py': 'python',
  '.capnp': 'text',
  '': 'text',
}

function render(target: string, inside: readonly string[]): string {
  const frontmatter = '---\noutline: false\nprev: false\nnext: false\n---\n'
  const heading = `${frontmatter}\n# \`${target}\`\n`
  if (isFolder(target)) {
    const items = inside.map((path) => `- [\`${basename(path)}\`](./${relative(`source/${target}`, pathOfCode(path))})`)
    return `${heading}\n${items.join('\n')}\n`
  }
  const extension = extname(target)
  const language = languages[extension] ?? extension.slice(1)
  const code = readFileSync(resolve(root, target), 'utf8').trimEnd()
  const fence = '`'.repeat(Math.max(3, ...Array.from(code.matchAll(/`{3,}/g), ([marks]) => marks.length + 1)))
  return `${heading}\n${fence}${language}\n${code}\n${fence}\n`
}
