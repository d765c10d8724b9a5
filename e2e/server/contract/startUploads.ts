import { createServer } from 'node:http'
import { createUploads, type UploadsOptions } from '../../../src/server.ts'
import { sqlite, toNodeHandler } from '../../../src/server/node.ts'
import { listen } from '../../storage/listen.ts'
import { openStore } from '../../storage/openStore.ts'
import type { Storage } from '../../storage/storage.ts'

type Handle = (request: Request) => Promise<Response>

export interface StartedServer {
  readonly url: string
  stop(): Promise<void>
}

/** Starts `createUploads` over HTTP on loopback. The bearer token of a call is its owner. */
export async function startUploads(
  storage: Storage,
  {
    around = (handle) => handle,
    ...options
  }: Partial<UploadsOptions> & { readonly around?: (handle: Handle) => Handle } = {},
): Promise<StartedServer> {
  const uploads = createUploads({
    storage: await openStore(storage),
    records: sqlite(':memory:'),
    owner: (request) => /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? null,
    profiles: { any: { maxSizeBytes: 50 * 1024 ** 2, accept: 'text/*, image/*, application/xhtml+xml' } },
    multipartAboveBytes: 5 * 1024 ** 2,
    partSizeBytes: 5 * 1024 ** 2,
    ...options,
  })
  const http = createServer(toNodeHandler(around(uploads)))
  const port = await listen(http, 0)
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      const closed = new Promise((resolve) => http.close(resolve))
      http.closeAllConnections()
      await closed
    },
  }
}
