import { createRestBackend } from '../../src/backends/rest/createRestBackend.ts'
import { createUploader } from '../../src/core.ts'
import type { DigestAlgorithm } from '../../src/contract/fileFacts.ts'
import type { Uploader } from '../../src/contract/uploader.ts'
import type { Scenario } from './scenarios.ts'
import { requestTickets, sendRaw } from './sendRaw.ts'
import { showList } from './showList.tsx'

export interface ApiAddress {
  readonly url: string
  /** Speaks for a tenant. */
  readonly token?: string
}

export interface SendOptions {
  /** raw: tickets in hand, XHR and nothing else. list: coatcheck, with React's list on the page. */
  readonly way: 'raw' | 'core' | 'list'
  readonly api: ApiAddress
  /** null: the backend wants none. */
  readonly digest: DigestAlgorithm | null
  /** Files on the wire at once. Left out: coatcheck's own default. */
  readonly atOnce?: number | undefined
  /** One call for many files? */
  readonly gather: boolean
}

/** Milliseconds until every file is stored; with coatcheck: hashed, registered and done too. */
export const send: Scenario<'send'> = async ({ way, api, digest, atOnce, gather }, files) => {
  const { url, token } = api
  const headers = token ? { Authorization: `Bearer ${token}` } : {}
  const backend = createRestBackend({ url, headers, digest, gather, etagIsMd5: digest === 'md5' })
  if (way === 'raw') {
    const tickets = await requestTickets(backend, files)
    return () => sendRaw(tickets, files, atOnce ?? 1)
  }
  const uploader = createUploader({ backend, ...(atOnce && { concurrency: { sending: atOnce } }) })
  if (way === 'list') await showList(uploader)
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
