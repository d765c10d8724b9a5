import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chosenProgram } from '../storage/openStorage.ts'
import { findProgram } from '../storage/program/findProgram.ts'
import { buildPages } from './buildPages.ts'
import { pagesVariable } from './pagesFolder.ts'

/** Checks the requirements of the tests, and builds the pages. */
export default async function setup(): Promise<() => Promise<void>> {
  const program = chosenProgram()
  if (!process.env['S3_ENDPOINT'] && !findProgram(program)) {
    throw new Error(
      `The end-to-end tests need ${program.title}. Run \`${program.command}\` to build it, or set S3_ENDPOINT to use another S3.`,
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
