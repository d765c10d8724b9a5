// One of the servers that are killed. It tells its parent its address, what its hook has been told, and what has failed.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'pg'
import { createUploads } from '../../../src/server/createUploads.ts'
import { toNodeHandler } from '../../../src/server/node/handler/toNodeHandler.ts'
import { sqlite } from '../../../src/server/node/sqlite/sqlite.ts'
import { postgres } from '../../../src/server/records/postgres/postgres.ts'
import { s3 } from '../../../src/server/storage/s3.ts'
import type { StorageAddress } from '../../storage/storageClient.ts'
import { fewFiles, partSizeBytes, ticketExpiresInSeconds } from './planUploads.ts'

/** What a server is started with, as JSON in its only argument. */
export interface SoakServerSettings {
  readonly records: SoakRecords
  readonly storage: StorageAddress
  readonly eventsToken: string
}

export type SoakRecords =
  | { readonly kind: 'sqlite'; readonly path: string }
  | {
      readonly kind: 'postgres'
      readonly connection: { readonly host: string; readonly user: string; readonly database: string }
    }

export type SoakMessage =
  | { readonly kind: 'listens'; readonly port: number }
  | { readonly kind: 'announced'; readonly fileId: string }
  | { readonly kind: 'failed'; readonly call: string; readonly message: string }

/** What `POST /soak/sweep` answers. */
export interface SoakSwept {
  /** What was done, and whether anything is left. */
  readonly swept: number
  /** Requests that are being answered. */
  readonly active: number
}

const settings = JSON.parse(process.argv[2] ?? '') as SoakServerSettings
/**
 * The clock of the sweeps is ahead of the others, so that no upload has to wait for the hour that `sweep` leaves to a URL
 * that has expired. Five seconds of it are left.
 */
const aheadSeconds = 61 * 60 - 5
const failingHook = 'The hook fails on purpose.'

const tell = (message: SoakMessage): void => {
  process.send?.(message)
}
const quota = { maxFiles: 1_000_000, maxTotalBytes: 1e12 }
const small = { maxSizeBytes: 10_000_000, quota }
const { endpoint, region, bucket, credentials } = settings.storage
const attempted = new Set<string>()
let active = 0

const uploads = createUploads({
  storage: s3({ endpoint, region, bucket, ...credentials, provider: 'minio' }),
  records:
    settings.records.kind === 'sqlite'
      ? sqlite(settings.records.path)
      : postgres(new Pool({ ...settings.records.connection, max: 10 })),
  owner: (request) => decodeURIComponent(request.headers.get('x-owner') ?? ''),
  profiles: {
    files: small,
    parts: { ...small, sendWith: 'multipart' },
    forms: { ...small, sendWith: 'post' },
    few: { ...small, quota: { maxFiles: fewFiles } },
  },
  partSizeBytes,
  ticketExpiresInSeconds,
  keepUnfinishedSeconds: aheadSeconds + ticketExpiresInSeconds,
  storageEventsToken: settings.eventsToken,
  afterRegistered: ({ file }) => {
    // One in seven fails at first, and is told again by a sweep.
    if (file.id.charCodeAt(4) % 7 === 0 && !attempted.has(file.id)) {
      attempted.add(file.id)
      throw new Error(failingHook)
    }
    tell({ kind: 'announced', fileId: file.id })
  },
  onError: (error, { call }) => {
    if (error.message !== failingHook) tell({ kind: 'failed', call, message: error.message })
  },
})

const handle = async (request: Request): Promise<Response> => {
  const { pathname } = new URL(request.url)
  if (pathname === '/events') return uploads.onStorageEvent(request)
  if (pathname !== '/soak/sweep') return uploads(request)
  const { nowMs } = (await request.json()) as { readonly nowMs: number }
  const { hasMore, ...counts } = await uploads.sweep({ nowMs })
  const swept = Object.values(counts).reduce((sum, count) => sum + count, hasMore ? 1 : 0)
  return Response.json({ swept, active: active - 1 } satisfies SoakSwept)
}
const listener = toNodeHandler(handle)
const server = createServer((request, response) => {
  active += 1
  response.on('close', () => (active -= 1))
  listener(request, response)
})
server.listen(0, '127.0.0.1', () => tell({ kind: 'listens', port: (server.address() as AddressInfo).port }))
// A parent that has been killed leaves nothing behind.
process.on('disconnect', () => process.exit())

async function sweepForEver(): Promise<never> {
  for (;;) {
    await uploads.sweep({ nowMs: Date.now() + aheadSeconds * 1000, withinSeconds: 5 }).catch((error: unknown) => {
      tell({ kind: 'failed', call: 'sweep', message: String(error) })
    })
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 300))
  }
}
void sweepForEver()
