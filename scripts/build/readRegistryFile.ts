import { readFileSync } from 'node:fs'

/**
 * The text of a file of the registry as its item contains it: `'use client'` gets a semicolon. With `rsc: false`, the
 * `shadcn` command otherwise takes that line from every second file only, because its pattern remembers where it matched
 * last, and later asks whether to overwrite files that nobody has changed.
 */
export function readRegistryFile(path: string): string {
  return readFileSync(path, 'utf8').replace(/^'use client'$/m, "'use client';")
}
