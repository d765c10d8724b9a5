import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A folder outside of the repository, so that it survives clones, and the AGPL program never gets into a commit or package. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'coatcheck')
}

const fileName = process.platform === 'win32' ? 'minio.exe' : 'minio'

/** The path to which `buildMinio` writes. */
export function cachedMinioPath(): string {
  return join(cacheFolder(), 'bin', fileName)
}

/** Finds MinIO on PATH or in the cache folder. */
export function findMinio(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return [...folders.map((folder) => join(folder, fileName)), cachedMinioPath()].find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
