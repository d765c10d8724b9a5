import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const importRule = /^@import\s+(['"])(\.[^'"]+)\1(?:\s+layer\(([\w.-]+)\))?\s*;/gm

/** One style sheet from one that imports its parts. Apps load it as it is, so nothing may be left to resolve. */
export function bundleStyles(path: string): string {
  return readFileSync(path, 'utf8').replace(importRule, (_rule, _quote, target: string, layer?: string) => {
    const css = bundleStyles(resolve(dirname(path), target)).trim()
    return layer ? `@layer ${layer} {\n${css}\n}` : css
  })
}
