import { createUploader } from '../../src/core.ts'
import { idleBackend } from './idleBackend.ts'
import { makeFiles } from './makeFiles.ts'
import type { Scenario } from './scenarios.ts'
import { showList } from './showList.tsx'

export interface HeapOptions {
  /** files: nothing but the File objects that the browser makes. */
  readonly way: 'files' | 'core' | 'list'
  readonly count: number
}

/** Some are inspected and wait for tickets, the others wait for that. */
const settleMs = 2000

/** Keeps alive what is made, so that it can be weighed. */
const kept: unknown[] = []

/** Takes files in that will not get on. */
export const heap: Scenario<'heap'> = async ({ way, count }) => {
  const uploader = createUploader({ backend: idleBackend })
  if (way === 'list') await showList(uploader)
  return async () => {
    const files = makeFiles(count)
    kept.push(files, uploader)
    if (way !== 'files') uploader.add(files)
    await new Promise((resolve) => setTimeout(resolve, settleMs))
    kept.push(uploader.getSnapshot())
    return null
  }
}
