import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { pathToFileURL } from 'node:url'
import type { Uploads } from '../../server/createUploads.js'
import { explainImport } from './explainImport.js'
import { Misuse } from './Misuse.js'
import type { Command } from './parseCommand.js'

/**
 * Imports a module and returns the uploads that it exports.
 * @throws {Misuse} if there are none
 */
export async function loadUploads({
  path,
  exportName,
  envFiles,
}: Pick<Command & { readonly kind: 'check' }, 'path' | 'exportName' | 'envFiles'>): Promise<Uploads> {
  for (const file of envFiles) readEnvironment(file)
  const file = resolve(path)
  if (!existsSync(file)) throw new Misuse(`There is no file '${path}' in ${process.cwd()}.`)
  if (statSync(file).isDirectory()) throw new Misuse(`'${path}' is a folder. Name the file that exports the uploads.`)
  const exported = await importModule(path, file)
  const names = exportName === undefined ? ['uploads', 'default'] : [exportName]
  const found = names.map((name) => exported[name]).find((value) => value !== undefined)
  if (isUploads(found)) return found
  throw new Misuse(explainExport(path, exported, names, found))
}

function readEnvironment(file: string): void {
  try {
    loadEnvFile(file)
  } catch {
    throw new Misuse(`The file '${file}' of --env cannot be read.`)
  }
}

async function importModule(path: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(file).href)
  } catch (error) {
    throw new Misuse(explainImport(path, error), { cause: error })
  }
}

/** Another copy of this package may have made it, so its shape counts. */
function isUploads(value: unknown): value is Uploads {
  if (typeof value !== 'function') return false
  const service: unknown = Reflect.get(value, 'service')
  return typeof service === 'object' && service !== null && 'storage' in service && 'records' in service
}

function explainExport(
  path: string,
  exported: Readonly<Record<string, unknown>>,
  names: readonly string[],
  found: unknown,
): string {
  if (found !== undefined) {
    return `The export '${names.join("' or '")}' of '${path}' is not what createUploads returns. Export that, and name it with --export.`
  }
  const usable = Object.keys(exported).filter((name) => isUploads(exported[name]))
  const known = Object.keys(exported).map((name) => `'${name}'`)
  const what = `'${path}' has no export ${names.map((name) => `'${name}'`).join(' or ')}`
  if (usable.length > 0) return `${what}. Run the check with --export ${usable[0]}.`
  return known.length === 0
    ? `${what}: it exports nothing. Export what createUploads returns.`
    : `${what}. It exports ${known.join(', ')}. Export what createUploads returns, and name it with --export.`
}
