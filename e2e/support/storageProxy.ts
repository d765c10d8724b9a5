import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { finished } from 'node:stream/promises'
import { listen } from '../storage/listen.ts'
import { Faults } from './faults.ts'
import { Gate, type Matches, type Passing } from './gate.ts'

/** One request of the browser to storage. */
export interface StorageRequest extends Passing {
  /** What came of its body. */
  receivedBytes: number
  /** null: not answered, or not yet. */
  status: number | null
  /** The browser gave up before all was said. */
  isBrokenOff: boolean
}

/** What happens to a request instead of being passed on. */
export type StorageFault =
  /** An error as S3 says it. */
  | { readonly kind: 'answer'; readonly status: number; readonly code: string }
  /** The connection is cut before an answer. */
  | { readonly kind: 'break' }

/** Between the browser and storage: writes down what comes, and can hold it back or let it fail. */
export interface StorageProxy {
  readonly url: string
  /** The browser's, all but preflights, in the order of arrival. */
  readonly requests: readonly StorageRequest[]
  readonly gate: Gate
  failNext(matches: Matches, fault: StorageFault, times?: number): void
  clearFaults(): void
  /** Whether storage exposes nothing to other origins, as S3 does until its CORS rules say otherwise. */
  hideEtag(isHidden: boolean): void
  /** Where the paths under /storage/ are: a vendor's own front to storage, which the reference server plays. */
  passGatesTo(url: string): void
  /** PUTs and form POSTs: what carries a file's bytes. */
  sends(): readonly StorageRequest[]
  /** How many of those were under way at the same time. */
  mostSendsAtOnce(): number
  /** Forgets what came and what was asked for, and lets go of what is held. */
  reset(): void
  stop(): Promise<void>
}

/** Passes everything on as it is, `Host` included: signatures are made for the address of this proxy. */
export async function startStorageProxy(storageUrl: string): Promise<StorageProxy> {
  const log = new Log()
  const gate = new Gate()
  const faults = new Faults<StorageFault>()
  const agent = new Agent({ keepAlive: true })
  const upstream: Upstream = { agent, storageUrl, gatesUrl: storageUrl, hidesEtag: false }
  const server = createServer((incoming, answer) => {
    const entry = log.note(incoming, answer)
    const fault = faults.take(entry)
    void gate
      .pass(entry)
      .then(() => (fault ? fail(fault, { incoming, answer, entry }) : passOn({ upstream, incoming, answer, entry })))
      .catch(() => answer.destroy())
  })
  const port = await listen(server, 0)
  return {
    url: `http://127.0.0.1:${port}`,
    requests: log.requests,
    gate,
    failNext: (matches, fault, times) => faults.add(matches, fault, times),
    clearFaults: () => faults.clear(),
    hideEtag: (isHidden) => (upstream.hidesEtag = isHidden),
    passGatesTo: (url) => (upstream.gatesUrl = url),
    sends: () => log.requests.filter(isSend),
    mostSendsAtOnce: () => log.mostSends,
    reset: () => {
      gate.open()
      faults.clear()
      log.clear()
      upstream.hidesEtag = false
    },
    stop: async () => {
      gate.open()
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function isSend({ method }: Passing): boolean {
  return method === 'PUT' || method === 'POST'
}

class Log {
  readonly requests: StorageRequest[] = []
  mostSends: number = 0
  #sendsNow = 0

  note(incoming: IncomingMessage, answer: ServerResponse): StorageRequest {
    const { method = 'GET', url = '/' } = incoming
    const path = url.replace(/\?.*$/, '')
    const entry: StorageRequest = { method, path, receivedBytes: 0, status: null, isBrokenOff: false }
    // What the reference server itself sends on from a vendor's gate has no origin.
    if (method === 'OPTIONS' || (isSend(entry) && incoming.headers.origin === undefined)) return entry
    this.requests.push(entry)
    if (isSend(entry)) this.#watchSend(answer)
    incoming.on('data', (chunk: Buffer) => (entry.receivedBytes += chunk.length)).pause()
    answer.once('close', () => (entry.isBrokenOff = !answer.writableFinished))
    return entry
  }

  clear(): void {
    this.requests.length = 0
    this.mostSends = 0
  }

  #watchSend(answer: ServerResponse): void {
    this.#sendsNow += 1
    this.mostSends = Math.max(this.mostSends, this.#sendsNow)
    answer.once('close', () => (this.#sendsNow -= 1))
  }
}

interface Upstream {
  readonly agent: Agent
  readonly storageUrl: string
  gatesUrl: string
  hidesEtag: boolean
}

interface Pass {
  readonly upstream: Upstream
  readonly incoming: IncomingMessage
  readonly answer: ServerResponse
  readonly entry: StorageRequest
}

function passOn({ upstream, incoming, answer, entry }: Pass): void {
  if (answer.destroyed) return
  const { method = 'GET', url = '/', rawHeaders } = incoming
  const { agent, storageUrl, gatesUrl, hidesEtag } = upstream
  const base = url.startsWith('/storage/') ? gatesUrl : storageUrl
  const onward = request(`${base}${url}`, { method, headers: rawHeaders, agent }, (response) => {
    entry.status = response.statusCode ?? null
    answer.writeHead(response.statusCode ?? 502, hidesEtag ? withoutExposed(response.rawHeaders) : response.rawHeaders)
    response.pipe(answer)
  })
  onward.once('error', () => answer.destroy())
  // Whichever side breaks off takes the other with it.
  answer.once('close', () => answer.writableFinished || onward.destroy())
  incoming.pipe(onward)
}

/** Raw headers are names and values in turn. */
function withoutExposed(rawHeaders: readonly string[]): string[] {
  const isHidden = (index: number): boolean =>
    rawHeaders[index - (index % 2)]?.toLowerCase() === 'access-control-expose-headers'
  return rawHeaders.filter((_, index) => !isHidden(index))
}

type Failing = Pick<Pass, 'incoming' | 'answer' | 'entry'>

async function fail(fault: StorageFault, { incoming, answer, entry }: Failing): Promise<void> {
  if (fault.kind === 'break') return void incoming.socket.resetAndDestroy()
  await finished(incoming.resume())
  entry.status = fault.status
  answer.writeHead(fault.status, {
    'content-type': 'application/xml',
    'access-control-allow-origin': incoming.headers.origin ?? '*',
  })
  answer.end(`<?xml version="1.0"?><Error><Code>${fault.code}</Code><Message>Please wait.</Message></Error>`)
}
