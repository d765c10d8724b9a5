import { join } from 'node:path'
import { startEmbeddedStore } from './embedded/startEmbeddedStore.ts'
import { buildMinio } from './minio/buildMinio.ts'
import { findMinio } from './minio/minioBinary.ts'
import { startMinio } from './minio/startMinio.ts'
import { openNamedStorage } from './namedStorage.ts'
import type { Storage } from './storage.ts'

export interface OpenStorageOptions {
  /**
   * What to use if no S3 is named and no MinIO is found. any: the embedded store. minio: MinIO only, which is then built;
   * the promise rejects if that fails.
   */
  readonly require: 'any' | 'minio'
  /** Contains a folder for each kind of storage. @default a temporary folder, with 'minio' only */
  readonly dataFolder?: string
}

/** Opens a storage: the one at `S3_ENDPOINT`, an installed MinIO, or what `require` says, in this order. */
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
