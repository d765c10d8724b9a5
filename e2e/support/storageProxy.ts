import { Agent, createServer, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { listen } from '../storage/listen.ts'
import { Faults } from './faults.ts'
import { Gate, type Matches } from './gate.ts'
import { passOn } from './proxy/passOn.ts'
import type { Target } from './proxy/proxiedRequest.ts'
import { isSend, RequestLog, type StorageRequest } from './proxy/requestLog.ts'
import type { StorageFault } from './proxy/storageFault.ts'
import { suffer } from './proxy/suffer.ts'

export type { StorageRequest } from './proxy/requestLog.ts'
export type { StorageFault } from './proxy/storageFault.ts'

/** A proxy between the browser and storage that logs requests, and can hold them or make them fail. */
export interface StorageProxy {
  readonly url: string
  /** The browser's requests except preflights, in the order of arrival. */
  readonly requests: readonly StorageRequest[]
  readonly gate: Gate
  /** Makes the next matching requests fail; preflights can match, too. */
  failNext(matches: Matches, fault: StorageFault, times?: number): void
  clearFaults(): void
  /** Hides the ETag from pages of other origins, as S3 does unless its CORS rules expose it. */
  hideEtag(isHidden: boolean): void
  /**
   * Forwards everything that is not for storage to the site: paths under /storage/, where the reference server plays a
   * vendor's gate, and the pages, for tests that need them on the origin of storage.
   */
  passSiteTo(url: string): void
  /** The requests that carry a file's bytes: PUTs and form POSTs. */
  sends(): readonly StorageRequest[]
  /** The largest number of those at the same time. */
  mostSendsAtOnce(): number
  /** Clears the log and the faults, releases held requests, and closes all connections. */
  reset(): void
  stop(): Promise<void>
}

interface ProxiedStorage {
  readonly endpoint: string
  readonly bucket: string
}

/** Starts a proxy that passes everything on unchanged, including `Host`, because URLs are signed for this proxy. */
export async function startStorageProxy({ endpoint, bucket }: ProxiedStorage): Promise<StorageProxy> {
  const log = new RequestLog()
  const gate = new Gate()
  const faults = new Faults<StorageFault>()
  const agent = new Agent({ keepAlive: true })
  const sockets = new Set<Socket>()
  let siteUrl = endpoint
  let hidesEtag = false

  function targetOf({ url = '/' }: IncomingMessage): Target {
    const isStorages = url === `/${bucket}` || url.startsWith(`/${bucket}/`) || url.startsWith(`/${bucket}?`)
    return { agent, url: isStorages ? endpoint : siteUrl, hidesEtag }
  }

  const server = createServer((incoming, answer) => {
    const target = targetOf(incoming)
    const isSites = target.url === siteUrl && !incoming.url?.startsWith('/storage/')
    if (isSites) return passOn({ incoming, answer, entry: unlogged, target })
    const entry = log.note(incoming, answer)
    const fault = faults.take(entry)
    const proxied = { incoming, answer, entry, target }
    return void gate
      .pass(entry)
      .then(() => (fault ? suffer(fault, proxied) : passOn(proxied)))
      .catch(() => answer.destroy())
  })
  // Node closes idle sockets after five seconds, which breaks a request that a browser is just making.
  server.keepAliveTimeout = 120_000
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const port = await listen(server, 0)
  const reset = (): void => {
    gate.open()
    faults.clear()
    log.clear()
    hidesEtag = false
    // A stalled request would never end by itself.
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${port}`,
    requests: log.requests,
    gate,
    failNext: (matches, fault, times) => faults.add(matches, fault, times),
    clearFaults: () => faults.clear(),
    hideEtag: (isHidden) => (hidesEtag = isHidden),
    passSiteTo: (url) => (siteUrl = url),
    sends: () => log.requests.filter(isSend),
    mostSendsAtOnce: () => log.mostSends,
    reset,
    stop: async () => {
      reset()
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A placeholder for requests that are not logged. */
const unlogged: StorageRequest = {
  method: '',
  path: '',
  receivedBytes: 0,
  status: null,
  isBrokenOff: false,
  headers: {},
}
