import { createRestBackend } from '../../../src/backends/rest.ts'
import type { DigestAlgorithm } from '../../../src/contract/fileFacts.ts'
import type { Uploader } from '../../../src/contract/uploader.ts'
import { createUploader } from '../../../src/core.ts'
import { prepareLoop } from '../by-hand/loop.ts'
import { requestTickets } from '../by-hand/requestTickets.ts'
import { showListByHand } from '../by-hand/showListByHand.tsx'
import type { Scenario } from '../scenarios.ts'
import { sendAtOnce } from '../by-hand/sendWithXhr.ts'
import { showDropzone } from '../showParts.tsx'

export interface ApiAddress {
  readonly url: string
  /** Belongs to one tenant. */
  readonly token?: string
}

export interface SendOptions {
  /**
   * raw: with tickets in hand, XHR and nothing else. loop: the whole flow, written by hand; loopWithProgress: it watches the
   * progress of each file, as coatcheck does; loopWithList: with a list that was written by hand, too. list: coatcheck,
   * with its dropzone and its list on the page.
   */
  readonly way: 'raw' | 'loop' | 'loopWithProgress' | 'loopWithList' | 'core' | 'list'
  readonly api: ApiAddress
  /** null: the backend wants none. */
  readonly digest: DigestAlgorithm | null
  /** Files that are sent at once. Left out: coatcheck's own default. */
  readonly atOnce?: number | undefined
  /** Whether one call asks for many tickets, or confirms many files. */
  readonly gather: boolean
}

/** Keeps alive what a run made, so that it can be weighed. */
const kept: unknown[] = []

/** Milliseconds until every file is stored and, but for raw, hashed and confirmed. */
export const send: Scenario<'send'> = async ({ way, api, digest, atOnce, gather }, files) => {
  const { url, token } = api
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {}
  if (way === 'loop' || way === 'loopWithProgress' || way === 'loopWithList') {
    const watchesProgress = way === 'loopWithProgress'
    const list = way === 'loopWithList' ? { list: await showListByHand() } : {}
    return prepareLoop(files, { url, headers, digest, gather, atOnce: atOnce ?? 1, watchesProgress, ...list })
  }
  const backend = createRestBackend({ url, headers, digest, gather, etagIsMd5: digest === 'md5' })
  if (way === 'raw') {
    const tickets = await requestTickets(backend, files)
    return () => sendAtOnce(tickets, files, atOnce ?? 1)
  }
  const uploader = createUploader({ backend, ...(atOnce && { concurrency: { sending: atOnce } }) })
  kept.push(uploader)
  if (way === 'list') await showDropzone(uploader)
  // The dropzone does so when somebody comes near it.
  else await uploader.preload()
  return () => sendAll(uploader, files)
}

async function sendAll(uploader: Uploader, files: readonly File[]): Promise<number> {
  const startedAt = performance.now()
  uploader.add(files)
  const { done, failed } = await uploader.whenSettled()
  const elapsedMs = performance.now() - startedAt
  if (failed[0]) throw failed[0].error
  const sent = done.filter(({ outcome }) => outcome === 'uploaded').length
  if (sent !== files.length) throw new Error(`${sent} of ${files.length} files were sent.`)
  return elapsedMs
}
