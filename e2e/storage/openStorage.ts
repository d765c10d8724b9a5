import { join } from 'node:path'
import { startEmbeddedStore } from './embedded/startEmbeddedStore.ts'
import { buildMinio } from './minio/buildMinio.ts'
import { findMinio } from './minio/minioBinary.ts'
import { startMinio } from './minio/startMinio.ts'
import { openNamedStorage } from './namedStorage.ts'
import type { Storage } from './storage.ts'

export interface OpenStorageOptions {
  /**
   * What will do where no S3 is named and no MinIO is found. any: the embedded store, at once. minio: nothing else;
   * it is built, and the promise rejects with the reason where that is not possible.
   */
  readonly require: 'any' | 'minio'
  /** Holds a folder for each kind of storage. Left out with 'minio': a temporary one. */
  readonly dataFolder?: string
}

/** The one order in which storage is looked for: `S3_ENDPOINT`, a MinIO that is there, and then as `require` says. */
export async function openStorage(
  options: OpenStorageOptions & ({ readonly require: 'minio' } | { readonly dataFolder: string }),
): Promise<Storage> {
  const named = await openNamedStorage()
  if (named) return named
  const { require, dataFolder } = options
  const binary = findMinio() ?? (require === 'minio' ? await buildMinio() : undefined)
  if (binary) return startMinio({ binary, ...(dataFolder && { dataFolder: join(dataFolder, 'minio') }) })
  return startEmbeddedStore({ dataFolder: join(dataFolder ?? '', 'embedded') })
}
