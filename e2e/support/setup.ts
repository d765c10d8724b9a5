import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findMinio } from '../storage/minio/minioBinary.ts'
import { buildPages } from './buildPages.ts'
import { pagesVariable } from './pagesFolder.ts'

/** Checks the requirements of the tests, and builds the pages. */
export default async function setup(): Promise<() => Promise<void>> {
  if (!process.env['S3_ENDPOINT'] && !findMinio()) {
    throw new Error(
      'The end-to-end tests need MinIO, but it is neither on PATH nor in the cache folder. Run `npm run minio` to build it, or set S3_ENDPOINT to use another S3.',
    )
  }
  // Each run has its own folder, because several may run at the same time.
  const folder = await mkdtemp(join(tmpdir(), 'coatcheck-pages-'))
  const tearDown = (): Promise<void> => rm(folder, { recursive: true, force: true })
  process.env[pagesVariable] = folder
  try {
    await buildPages(folder)
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}
