import type { Uploader } from '../../../src/contract/uploader.ts'
import { createUploader } from '../../../src/core.ts'
import { delay } from '../delay.ts'
import { createIdleBackend } from '../createIdleBackend.ts'
import { showListByHand } from '../by-hand/showListByHand.tsx'
import { makeFiles } from '../makeFiles.ts'
import type { Scenario } from '../scenarios.ts'
import { showDropzone } from '../showParts.tsx'

export interface AddOptions {
  /**
   * dropzone: chosen in its input, and shown by the list. byHand: shown by a list that was written by hand. sizes: only
   * the size of each file is read.
   */
  readonly way: 'core' | 'dropzone' | 'byHand' | 'sizes'
  /** When the time is up: the first row is there, all rows are, or the backend is asked for the first ticket. */
  readonly until: 'firstRow' | 'allRows' | 'firstTicket'
  /** How many are made in memory when the input has none. */
  readonly count: number
}

/** The work goes on for a while, and the page's thread is watched meanwhile. */
const watchMs = 1500
const settleMs = 500

/** Milliseconds from choosing many files until the page can be used. */
export const add: Scenario<'add'> = async ({ way, until, count }, picked) => {
  const files = picked.length > 0 ? picked : makeFiles(count)
  const { backend, firstTicket } = createIdleBackend()
  const uploader = createUploader({ backend })
  const choose = await {
    core: async () => {
      // The dropzone does so when somebody comes near it.
      await uploader.preload()
      return () => void uploader.add(files)
    },
    dropzone: () => readyDropzone(uploader, files),
    byHand: async () => {
      const list = await showListByHand()
      return () => list.add(files)
    },
    sizes: () => () => undefined,
  }[way]()
  await delay(settleMs)
  return async () => {
    const startedAt = performance.now()
    if (way === 'sizes') return files.reduce((sum, { size }) => sum + size, 0) && performance.now() - startedAt
    const isUsable = {
      firstRow: () => (way === 'core' ? untilRows(uploader, 1) : untilRowShows()),
      allRows: () => untilRows(uploader, files.length),
      firstTicket: () => firstTicket,
    }[until]()
    choose()
    await isUsable
    const elapsedMs = performance.now() - startedAt
    await delay(watchMs)
    return elapsedMs
  }
}

/** Hands the files to the dropzone's own input, as a person who chose them would. */
async function readyDropzone(uploader: Uploader, files: readonly File[]): Promise<() => void> {
  const input = await showDropzone(uploader)
  const picked = document.querySelector<HTMLInputElement>('#files')?.files
  // Made beforehand: for a person, the browser makes the list before its event.
  const list = picked?.length ? picked : toFileList(files)
  return () => {
    input.files = list
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

function toFileList(files: readonly File[]): FileList {
  const transfer = new DataTransfer()
  for (const file of files) transfer.items.add(file)
  return transfer.files
}

function untilRows(uploader: Uploader, count: number): Promise<void> {
  return new Promise((resolve) => {
    uploader.subscribe(() => {
      if (uploader.getSnapshot().uploads.length >= count) resolve()
    })
  })
}

function untilRowShows(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('#root [data-id]')) return
      observer.disconnect()
      resolve()
    })
    observer.observe(document.body, { childList: true, subtree: true })
  })
}
