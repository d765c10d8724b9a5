import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const importRule = /^@import\s+(['"])(\.[^'"]+)\1(?:\s+layer\(([\w.-]+)\))?\s*;/gm

/** Bundles a style sheet and its imports into one. Apps load it unchanged, so no import may be left. */
export function bundleStyles(path: string): string {
  return readFileSync(path, 'utf8').replace(importRule, (_rule, _quote, target: string, layer?: string) => {
    const css = bundleStyles(resolve(dirname(path), target)).trim()
    return layer ? `@layer ${layer} {\n${css}\n}` : css
  })
}
