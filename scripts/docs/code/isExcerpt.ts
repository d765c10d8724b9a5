import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')

/** Programs that tests run, tests that guides quote, and code that is compiled for a guide. */
const tested = globSync(['examples/**/*.*', 'e2e/consumers/**/*.*', 'test/server/guideCode.ts'], {
  cwd: root,
  exclude: ['**/{node_modules,dist,build,.next,.data}/**', '**/*.md', '**/package-lock.json'],
  withFileTypes: true,
})
  .filter((file) => file.isFile())
  .map((file) => flatten(readFileSync(resolve(file.parentPath, file.name), 'utf8')))

/** Whether the code is part of a program that a test runs, but for its indentation and its comments. */
export function isExcerpt(code: string): boolean {
  const lines = flatten(code).trim()
  return tested.some((file) => file.includes(lines))
}

function flatten(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('//'))
    .join('\n')
}
