import { createUploader } from '../../src/core.ts'
import type { Uploader } from '../../src/contract/uploader.ts'
import { idleBackend } from './idleBackend.ts'
import { makeFiles } from './makeFiles.ts'
import type { Scenario } from './scenarios.ts'
import { showList } from './showList.tsx'

export interface AddOptions {
  /** sizes: nothing but a look at each file's size. */
  readonly way: 'core' | 'list' | 'sizes'
  readonly count: number
}

/** The work goes on for a while; the main thread is watched meanwhile. */
const watchMs = 1500
/** What has been made ready comes to rest. */
const restMs = 500

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Milliseconds until the list can be used: listeners have read it, or React has put rows on the page. */
export const add: Scenario<'add'> = async ({ way, count }, picked) => {
  const files = picked.length > 0 ? picked : makeFiles(count)
  const uploader = createUploader({ backend: idleBackend })
  if (way === 'list') await showList(uploader)
  await delay(restMs)
  return async () => {
    const startedAt = performance.now()
    if (way === 'sizes') return files.reduce((sum, { size }) => sum + size, 0) && performance.now() - startedAt
    const isUsable = way === 'list' ? untilRowsShow() : untilToldOf(uploader, count)
    uploader.add(files)
    await isUsable
    const elapsedMs = performance.now() - startedAt
    await delay(watchMs)
    return elapsedMs
  }
}

function untilToldOf(uploader: Uploader, count: number): Promise<void> {
  return new Promise((resolve) => {
    uploader.subscribe(() => {
      if (uploader.getSnapshot().uploads.length === count) resolve()
    })
  })
}

function untilRowsShow(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('#root [data-id]')) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })
}
