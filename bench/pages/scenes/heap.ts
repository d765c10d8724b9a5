import { createUploader } from '../../../src/core.ts'
import { createIdleBackend } from '../createIdleBackend.ts'
import { delay } from '../delay.ts'
import { makeFiles } from '../makeFiles.ts'
import type { Scenario } from '../scenarios.ts'
import { showList } from '../showParts.tsx'

export interface HeapOptions {
  /** files: nothing but the File objects that the browser makes. */
  readonly way: 'files' | 'core' | 'list'
  readonly count: number
}

/** Some files are inspected and wait for tickets, the others wait for their inspection. */
const settleMs = 2000

/** Keeps alive what is made, so that it can be weighed. */
const kept: unknown[] = []

/** Takes files in that cannot be sent. */
export const heap: Scenario<'heap'> = async ({ way, count }) => {
  const uploader = createUploader({ backend: createIdleBackend().backend })
  kept.push(uploader)
  if (way === 'list') await showList(uploader)
  // What is loaded for the first file is no part of what a file weighs.
  uploader.add(makeFiles(1))
  await delay(settleMs)
  return async () => {
    const files = makeFiles(count)
    kept.push(files)
    if (way !== 'files') uploader.add(files)
    await delay(settleMs)
    kept.push(uploader.getSnapshot())
    return null
  }
}
