import { CircuitBreaker, type Mark } from './CircuitBreaker.js'
import type { UploadError } from '../../errors/UploadError.js'
import type { Job } from '../job.js'
import type { Ports } from '../../contract/ports/ports.js'
import type { SendOutcome, Transport } from '../../contract/ports/transport.js'
import type { ServerKind } from '../../contract/ports/servers.js'
import type { PlannedRetry } from '../../uploader/reducer.js'
import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'

type Servers = Readonly<Record<ServerKind, CircuitBreaker>>

/** The state of a backend's servers when an attempt started. */
export type Marks = Readonly<Record<ServerKind, Mark>>

type OutagePorts = Pick<Ports, 'clock' | 'random' | 'servers'>

/** A transfer whose bytes have moved for this long has reached its storage. */
const steadyMs = 5_000

/** Which servers are down: the API and the storage of each backend. */
export class Outages {
  readonly #ports: OutagePorts
  readonly #onChange: (backend: UploadBackend) => void
  readonly #servers = new WeakMap<UploadBackend, Servers>()
  readonly #down = new Set<CircuitBreaker>()
  /** The first upload of a backend whose transfer broke in the middle, before its storage ever answered. */
  readonly #firstCut = new WeakMap<UploadBackend, string>()

  constructor(ports: OutagePorts, onChange: (backend: UploadBackend) => void) {
    this.#ports = ports
    this.#onChange = onChange
  }

  /** Whether the API or the storage of a backend is down. */
  isDown(backend: UploadBackend): boolean {
    const { api, storage } = this.#of(backend)
    return api.isOut || storage.isOut
  }

  /**
   * Notes that an attempt starts. For an upload that found a server down before, answers since then count: if others
   * pass and it does not, the fault is its own.
   */
  mark({ backend, failedProbes, marks }: Job<StoredFile>): Marks {
    const { api, storage } = this.#of(backend)
    const now = { api: api.mark(), storage: storage.mark() }
    if (failedProbes === 0 || !marks) return now
    return {
      api: { ...now.api, answers: marks.api.answers },
      storage: { ...now.storage, answers: marks.storage.answers },
    }
  }

  noteAnswer(backend: UploadBackend, kind: ServerKind): void {
    this.#ports.servers.add(backend, kind)
    this.#of(backend)[kind].noteAnswer()
  }

  /** Returns the server that an error blames, if it is down; null if the fault is the file's own. */
  noteFailure(job: Job<StoredFile>, error: UploadError): CircuitBreaker | null {
    const kind = blamedBy(error)
    if (!kind || !job.marks) return null
    const server = this.#of(job.backend)[kind]
    return server.noteFailure(error, job.marks[kind]) ? server : null
  }

  /** Whether a step has to wait for a server. */
  isHeld(job: Job<StoredFile>, step: Step): boolean {
    return this.neededBy(job, step).some((server) => server.isOpen)
  }

  /** What the row of a waiting upload shows: the error, and the time of the next look. */
  retryOf(job: Job<StoredFile>, step: Step): PlannedRetry | undefined {
    return this.neededBy(job, step).find((server) => server.isOut && !server.isGivenUp)?.retry
  }

  /** Lets the upload find out whether the servers that it needs are back. Returns a function that ends the probe. */
  probe(job: Job<StoredFile>, step: Step): () => void {
    const ends = this.neededBy(job, step).map((server) => server.probe())
    return () => {
      for (const end of ends) end()
    }
  }

  /** Has those that wait for a server woken when the next look at it is due. */
  wakeWhenDue(job: Job<StoredFile>, step: Step): void {
    for (const server of this.neededBy(job, step)) server.wakeWhenDue()
  }

  /** The servers without which a step cannot go on. */
  neededBy(job: Job<StoredFile>, step: Step): readonly CircuitBreaker[] {
    const { api, storage } = this.#of(job.backend)
    switch (step) {
      case 'requesting':
        return [api, storage]
      case 'sending':
        return job.parts ? [api, storage] : [storage]
      case 'confirming':
        return [api]
      default:
        return []
    }
  }

  /** A transport that notes whether storage is there. */
  watch(job: Job<StoredFile>, transport: Transport): Transport {
    const noteAnswer = (): void => {
      // It makes progress, so the next outage is as new to it as to all others.
      job.failedProbes = 0
      this.noteAnswer(job.backend, 'storage')
    }
    const { clock } = this.#ports
    return {
      send: async (request, context) => {
        const startedAt = clock.now()
        const onProgress = (sentBytes: number): void => {
          if (sentBytes > 0 && clock.now() - startedAt >= steadyMs) noteAnswer()
          context.onProgress(sentBytes)
        }
        const outcome = await transport.send(request, { ...context, onProgress })
        if (isAnswer(outcome)) noteAnswer()
        else if (isCutInTheMiddle(outcome, request.sizeBytes ?? request.body.size)) this.#noteCut(job)
        return outcome
      },
    }
  }

  /** The page itself was offline, so what failed meanwhile says nothing about the servers. */
  forgive(): void {
    for (const server of this.#down) server.forgive()
  }

  /** Nobody waits for a server any more. */
  rest(): void {
    for (const server of this.#down) server.rest()
  }

  /** A storage that was taking the bytes of several files when the line broke was there. One file may be at fault itself. */
  #noteCut({ id, backend }: Job<StoredFile>): void {
    const other = this.#firstCut.get(backend)
    if (other === undefined) this.#firstCut.set(backend, id)
    else if (other !== id) this.#ports.servers.add(backend, 'storage')
  }

  #of(backend: UploadBackend): Servers {
    const known = this.#servers.get(backend)
    if (known) return known
    const create = (kind: ServerKind): CircuitBreaker =>
      new CircuitBreaker({
        ...this.#ports,
        isKnown: () => this.#ports.servers.has(backend, kind),
        onChange: () => this.#noteChange(backend, kind),
      })
    const servers = { api: create('api'), storage: create('storage') }
    this.#servers.set(backend, servers)
    return servers
  }

  #noteChange(backend: UploadBackend, kind: ServerKind): void {
    const server = this.#of(backend)[kind]
    if (server.isOut) this.#down.add(server)
    else this.#down.delete(server)
    this.#onChange(backend)
  }
}

/** Which server an error says is down: it refuses or resets connections, or a gateway answers in its place. */
function blamedBy({ code, status = 0, retry }: UploadError): ServerKind | null {
  // Whoever raised it knows better than its status does.
  if (retry.when !== 'automatically') return null
  if (code === 'server-unreachable') return 'api'
  // What a fresh ticket may mend is not yet the server's fault.
  if (code === 'storage-unreachable') return retry.from === 'ticket' ? null : 'storage'
  if (!isGatewayStatus(status)) return null
  if (code === 'server-error') return 'api'
  return code === 'storage-error' || code === 'storage-busy' ? 'storage' : null
}

/** 502 Bad Gateway, 503 Service Unavailable, 504 Gateway Timeout. */
function isGatewayStatus(status: number): boolean {
  return status >= 502 && status <= 504
}

function isCutInTheMiddle(outcome: SendOutcome, sizeBytes: number): boolean {
  if (outcome.kind !== 'no-answer' || outcome.reason !== 'network') return false
  return outcome.sentBytes > 0 && outcome.sentBytes < sizeBytes
}

function isAnswer(outcome: SendOutcome): boolean {
  return outcome.kind === 'stored' || (outcome.kind === 'refused' && !isGatewayStatus(outcome.refusal.status))
}

/** Whether an error shows that the API is up: it answered. */
export function isAnswerOfApi({ code, status }: UploadError): boolean {
  return code === 'backend-failed' || (status !== undefined && !isGatewayStatus(status))
}
