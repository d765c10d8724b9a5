import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { splitFences } from '../splitFences.ts'

const root = resolve(import.meta.dirname, '../../..')

/** A block of code in a guide. */
export interface Block {
  readonly page: string
  /** Where it begins. */
  readonly line: number
  readonly language: string
  readonly code: string
}

/** Reads the blocks of every page that the package or the site has. */
export function readBlocks(): readonly Block[] {
  return globSync(['README.md', 'AGENTS.md', 'docs/**/*.md', 'examples/**/README.md', 'site/home.md'], {
    cwd: root,
    exclude: ['**/node_modules/**'],
  })
    .toSorted()
    .flatMap((page) => blocksOf(page, readFileSync(resolve(root, page), 'utf8')))
}

export function blocksOf(page: string, text: string): readonly Block[] {
  let line = 1
  return splitFences(text).flatMap((stretch) => {
    const start = line
    line += stretch.text.split('\n').length - 1
    if (!stretch.isCode) return []
    const [fence = '', ...body] = stretch.text.split('\n')
    return [{ page, line: start, language: fence.replace(/^[ `]+/, '').trim(), code: body.slice(0, -1).join('\n') }]
  })
}
