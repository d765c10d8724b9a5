import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findMinio } from '../storage/minio/minioBinary.ts'
import { buildPages } from './buildPages.ts'
import { pagesVariable } from './pagesFolder.ts'

/** Before the first test: what they cannot do without is there, and the pages are built. */
export default async function setup(): Promise<() => Promise<void>> {
  if (!process.env['S3_ENDPOINT'] && !findMinio()) {
    throw new Error(
      'The end-to-end tests need MinIO, and there is none on PATH or in the cache folder: run `npm run minio`, which builds it, or name an S3 with S3_ENDPOINT.',
    )
  }
  // A folder of its own for each run: several may go on at once.
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
