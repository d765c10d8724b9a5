import { findMinio } from '../storage/minio/minioBinary.ts'
import { buildPages } from './buildPages.ts'

/** Before the first test: what they cannot do without is there, and the pages are built. */
export default async function setup(): Promise<void> {
  if (!process.env['S3_ENDPOINT'] && !findMinio()) {
    throw new Error(
      'The end-to-end tests need MinIO, and there is none on PATH or in the cache folder: run `npm run minio`, which builds it, or name an S3 with S3_ENDPOINT.',
    )
  }
  await buildPages()
}
