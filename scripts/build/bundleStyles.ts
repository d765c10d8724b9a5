import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const importRule = /^@import\s+(['"])(\.[^'"]+)\1\s*;/gm
const comment = /^ *\/\*[\s\S]*?\*\/\n?/gm

/**
 * Bundles a style sheet and its imports into one, without comments and empty lines. Apps load it unchanged, so no import
 * may be left.
 */
export function bundleStyles(path: string): string {
  return readFileSync(path, 'utf8')
    .replaceAll(comment, '')
    .replaceAll(/\n{2,}/g, '\n')
    .replaceAll(importRule, (_rule, _quote, target: string) => bundleStyles(resolve(dirname(path), target)).trim())
}
