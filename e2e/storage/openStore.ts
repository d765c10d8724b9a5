import { s3, type ObjectStore, type S3Options, type S3Provider } from '../../src/server.ts'
import type { Storage } from './storage.ts'

/** Opens a storage for `createUploads`. */
export async function openStore(storage: Storage, options: Partial<S3Options> = {}): Promise<ObjectStore> {
  const { endpoint, region, bucket, credentials } = storage
  const provider = await findProvider(storage)
  return s3({ endpoint, region, bucket, ...(provider && { provider }), ...credentials, ...options } as S3Options)
}

/** The embedded store behaves like MinIO. A storage on loopback has no host that says what it is, but a header may. */
async function findProvider({ kind, endpoint }: Storage): Promise<S3Provider | undefined> {
  if (kind !== 'named') return kind === 'versitygw' ? kind : 'minio'
  return byServer[(await fetch(endpoint)).headers.get('server')?.toLowerCase() ?? '']
}

const byServer: Readonly<Record<string, S3Provider>> = { minio: 'minio', versitygw: 'versitygw' }
