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

/** Between the browser and storage: writes down what comes, and can hold it back or let it fail. */
export interface StorageProxy {
  readonly url: string
  /** The browser's, all but preflights, in the order of arrival. */
  readonly requests: readonly StorageRequest[]
  readonly gate: Gate
  /** Of preflights, too, where they match. */
  failNext(matches: Matches, fault: StorageFault, times?: number): void
  clearFaults(): void
  /** Whether storage exposes nothing to other origins, as S3 does until its CORS rules say otherwise. */
  hideEtag(isHidden: boolean): void
  /**
   * Where everything goes that is not storage's own: the paths under /storage/, a vendor's own front to storage, which
   * the reference server plays, and the site for tests that want it on storage's own origin.
   */
  passSiteTo(url: string): void
  /** PUTs and form POSTs: what carries a file's bytes. */
  sends(): readonly StorageRequest[]
  /** How many of those were under way at the same time. */
  mostSendsAtOnce(): number
  /** Forgets what came and what was asked for, lets go of what is held, and cuts what still hangs. */
  reset(): void
  stop(): Promise<void>
}

interface ProxiedStorage {
  readonly endpoint: string
  readonly bucket: string
}

/** Passes everything on as it is, `Host` included: signatures are made for the address of this proxy. */
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
    if (isSites) return passOn({ incoming, answer, entry: nobodys, target })
    const entry = log.note(incoming, answer)
    const fault = faults.take(entry)
    const proxied = { incoming, answer, entry, target }
    return void gate
      .pass(entry)
      .then(() => (fault ? suffer(fault, proxied) : passOn(proxied)))
      .catch(() => answer.destroy())
  })
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
    // Of a request that stalls nobody reads the end.
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

/** What is not storage's is not written down. */
const nobodys: StorageRequest = {
  method: '',
  path: '',
  receivedBytes: 0,
  status: null,
  isBrokenOff: false,
  headers: {},
}
