import { readFileSync } from 'node:fs'

/**
 * The text of a file of the registry as its item contains it: `'use client'` gets a semicolon. With `rsc: false`, the
 * `shadcn` command is meant to remove that line. Without a semicolon, it does so in every second file only, because its
 * regular expression remembers where it matched last, and afterwards it asks whether to overwrite files that nobody has
 * changed. With one, it leaves the line alone.
 */
export function readRegistryFile(path: string): string {
  return readFileSync(path, 'utf8').replace(/^'use client'$/m, "'use client';")
}
