import type { Prepare } from '../../contract/options.js'
import { baseOf, extensionOf, renameByType, replaceFile } from '../fileNames.js'

/** Returns the new name of a file. Both names are without the extension. */
export type Renaming = (name: string, file: File) => string | Promise<string>

/**
 * Gives files other names. The extension stays, and follows the type that earlier steps gave the file.
 *
 * @param renaming a function, or a template with `{name}`, the name without its extension, and `{date}`, the day on which
 *   the file was changed, such as 2026-11-27. If it makes an empty name, the file keeps its own.
 * @example rename('{date} {name}')
 * @example rename((name) => name.normalize().toLowerCase().replaceAll(' ', '-'))
 */
export function rename(renaming: string | Renaming): Prepare {
  if (typeof renaming !== 'string' && typeof renaming !== 'function') {
    throw new TypeError('rename takes a template or a function.')
  }
  const toName: Renaming = typeof renaming === 'string' ? (name, file) => fill(renaming, name, file) : renaming
  return async (file) => {
    const base = (await toName(baseOf(file.name), file)).trim()
    const extension = extensionOf(file.name)
    const name = renameByType(extension === '' ? base : `${base}.${extension}`, file.type)
    return base === '' || name === file.name ? file : replaceFile(file, file, name)
  }
}

function fill(template: string, name: string, { lastModified }: File): string {
  // Swedish dates are written as in ISO 8601. The day is the user's, also that of a photo from after midnight.
  const date = new Date(lastModified).toLocaleDateString('sv')
  const values: Readonly<Record<string, string>> = { name, date }
  return template.replace(/\{(name|date)\}/g, (whole, key: string) => values[key] ?? whole)
}
