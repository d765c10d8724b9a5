import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { GoProgram } from './goProgram.ts'

/** A folder outside of the repository, so that it survives clones, and no program gets into a commit or package. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'coatcheck')
}

const suffix = process.platform === 'win32' ? '.exe' : ''

/** The path to which `buildProgram` writes. */
export function cachedPath({ cachedAs }: GoProgram): string {
  return join(cacheFolder(), 'bin', `${cachedAs}${suffix}`)
}

/** Finds a program in the cache folder, or before that on PATH if any version serves. */
export function findProgram(program: GoProgram): string | undefined {
  const folders = program.mayBeOnPath ? (process.env['PATH'] ?? '').split(delimiter).filter(Boolean) : []
  return [...folders.map((folder) => join(folder, `${program.fileName}${suffix}`)), cachedPath(program)].find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
