import type { TicketRequest } from '../../../src/contract/backend.ts'
import type { DigestAlgorithm } from '../../../src/contract/fileFacts.ts'
import type { PutTicket } from '../../../src/contract/ticket.ts'
import { describeFiles } from '../by-hand/requestTickets.ts'
import { prepareBetterUpload, prepareBetterUploadHook } from '../peers/betterUpload.tsx'
import type { PreparePeer } from '../peers/preparePeer.ts'
import { prepareUploady } from '../peers/uploady.tsx'
import { prepareUppy } from '../peers/uppy.ts'
import type { Scenario } from '../scenarios.ts'
import type { ApiAddress } from './send.ts'

export type PeerName = 'uppy' | 'uploady' | 'betterUpload' | 'betterUploadHook' | 'betterUploadUnlimited'

export interface PeerOptions {
  readonly peer: PeerName
  readonly api: ApiAddress
  /** Worked out before the clock starts, because no peer does so. null: the backend wants none. */
  readonly digest: DigestAlgorithm | null
  readonly atOnce: number
}

const peers: Readonly<Record<PeerName, PreparePeer>> = {
  uppy: prepareUppy,
  uploady: prepareUploady,
  betterUpload: prepareBetterUpload,
  betterUploadHook: prepareBetterUploadHook,
  betterUploadUnlimited: (context) => prepareBetterUpload({ ...context, atOnce: context.files.length }),
}

/** Milliseconds from handing the files to another package until it says that all of them are stored. */
export const peer: Scenario<'peer'> = async ({ peer, api: { url, token }, digest, atOnce }, files) => {
  const [base = '', query = ''] = url.split('?')
  const urlOf = (endpoint: string): string => `${base}/${endpoint}?${query}`
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {}
  const described = await describeFiles(files, digest)
  const requests = new Map(files.map((file, index) => [file, described[index] as TicketRequest]))
  const requestTicket = async (file: File): Promise<PutTicket> => {
    const response = await fetch(urlOf('tickets'), {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify({ files: [requests.get(file)] }),
    })
    const { tickets }: { tickets: readonly PutTicket[] } = await response.json()
    if (!tickets[0]) throw new Error(`The API gave no ticket for ${file.name}.`)
    return tickets[0]
  }
  const send = await peers[peer]({ files, atOnce, urlOf, headers, requests, requestTicket })
  return async () => {
    const startedAt = performance.now()
    await send()
    return performance.now() - startedAt
  }
}
