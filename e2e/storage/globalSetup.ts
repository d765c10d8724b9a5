import { buildMinio } from './minio/buildMinio.ts'
import { findMinio } from './minio/minioBinary.ts'

/** Once before all tests: parallel files would otherwise each build their own, inside a test's time limit. */
export async function setup(): Promise<void> {
  if (!findMinio()) await buildMinio()
}
