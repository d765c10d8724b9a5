import { CircuitBreaker } from './CircuitBreaker.js'
import { isGatewayStatus } from './isGatewayStatus.js'
import type { UploadError } from '../../errors/UploadError.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { Ports } from '../../contract/ports/ports.js'
import type { SendOutcome } from '../../contract/ports/transport.js'
import type { ServerKind } from '../../contract/ports/servers.js'
import type { PlannedRetry } from '../../uploader/reducer.js'
import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { NotStored } from '../sending/NotStored.js'
import type { Waiter, WaitingLines } from '../scheduling/WaitingLines.js'
import type { OutageTimeout } from './OutageTimeout.js'
import type { KnownServers } from './KnownServers.js'

type Servers = Readonly<Record<ServerKind, CircuitBreaker>>

/** What an upload has seen of the servers. */
interface Attempt {
  /** How often each server had been probed in vain when the current attempt started. */
  readonly probes: Readonly<Record<ServerKind, number>>
  /** How often the upload found a server down. */
  readonly failedProbes: number
}

type OutagePorts = Pick<Ports, 'clock' | 'random' | 'servers'>

/** Which servers are down: the API and the storage of each backend. Created with the first failure. */
export class Outages<TFile extends StoredFile> {
  readonly #ports: OutagePorts
  readonly #known: KnownServers<TFile>
  readonly #onChange: (backend: UploadBackend) => void
  readonly #servers = new WeakMap<UploadBackend, Servers>()
  /** A weak map cannot be listed, and `forgive` has to reach all that are down. */
  readonly #down = new Set<CircuitBreaker>()
  readonly #attempts = new WeakMap<ActiveUpload<TFile>, Attempt>()
  /** The first upload of a backend whose transfer broke in the middle, before its storage ever answered. */
  readonly #firstCut = new WeakMap<UploadBackend, string>()

  constructor(ports: OutagePorts, known: KnownServers<TFile>, onChange: (backend: UploadBackend) => void) {
    this.#ports = ports
    this.#known = known
    this.#onChange = onChange
  }

  /** Whether the API or the storage of a backend is down. */
  isAnyDown(backend: UploadBackend): boolean {
    const { api, storage } = this.#of(backend)
    return api.isDown || storage.isDown
  }

  /** Notes that an attempt starts. Returns whether the upload has found a server down before. */
  startAttempt(active: ActiveUpload<TFile>): boolean {
    const { api, storage } = this.#of(active.backend)
    const failedProbes = this.failedProbesOf(active)
    this.#attempts.set(active, { probes: { api: api.startAttempt(), storage: storage.startAttempt() }, failedProbes })
    return failedProbes > 0
  }

  failedProbesOf(active: ActiveUpload<TFile>): number {
    return this.#attempts.get(active)?.failedProbes ?? 0
  }

  /** The upload found a server down, and waits for it. */
  recordFailedProbe(active: ActiveUpload<TFile>): void {
    this.#setFailedProbes(active, this.failedProbesOf(active) + 1)
  }

  /** The upload makes progress, so the next outage is as new to it as to all others. */
  recordProgress(active: ActiveUpload<TFile>): void {
    if (this.failedProbesOf(active) > 0) this.#setFailedProbes(active, 0)
  }

  recordAnswer(backend: UploadBackend, kind: ServerKind): void {
    this.#of(backend)[kind].recordAnswer()
  }

  /** Returns the server that an error blames, if it is down; null if the fault is the file's own. */
  recordFailure(active: ActiveUpload<TFile>, error: UploadError): CircuitBreaker | null {
    const kind = blamedBy(error)
    if (!kind) return null
    const server = this.#of(active.backend)[kind]
    const isDown = server.recordFailure(error, {
      wasAnswered: this.#known.hasAnsweredSince(active, kind),
      // 0: the attempt started before anything had failed.
      probes: this.#attempts.get(active)?.probes[kind] ?? 0,
    })
    return isDown ? server : null
  }

  /** Whether a step has to wait for a server. */
  mustWait(active: ActiveUpload<TFile>, step: Step): boolean {
    return this.neededBy(active, step).some((server) => server.mustWait)
  }

  /**
   * The upload that sends next. While a server is down, one that failed there lets others probe first, because the fault
   * may be its own.
   */
  nextToSend(lines: WaitingLines<TFile>): Waiter<TFile> | undefined {
    let next: Waiter<TFile> | undefined
    let fewest = Number.POSITIVE_INFINITY
    for (const waiter of lines.waitingFor('sending')) {
      const { active } = waiter
      if (!this.isAnyDown(active.backend)) return waiter
      const failedProbes = this.failedProbesOf(active)
      if (this.mustWait(active, 'sending') || failedProbes >= fewest) continue
      fewest = failedProbes
      next = waiter
    }
    if (!next || fewest === 0) return next
    // All that wait with a ticket have failed before. One that has yet to ask for its ticket proves more.
    const { backend } = next.active
    return lines.firstOf('requesting', (one) => one === backend) ? undefined : next
  }

  /** A server stayed down for too long: all uploads that wait for it fail. */
  failWaiting(lines: WaitingLines<TFile>, server: CircuitBreaker, outageTimeout: OutageTimeout): void {
    for (const waiter of lines.waitingForServers()) {
      if (this.neededBy(waiter.active, waiter.step).includes(server)) lines.reject(waiter, outageTimeout)
    }
  }

  /** What the row of a waiting upload shows: the error, and the time of the next probe. */
  retryOf(active: ActiveUpload<TFile>, step: Step): PlannedRetry | undefined {
    return this.neededBy(active, step).find((server) => server.isDown && !server.isTimedOut)?.retry
  }

  /** Lets the upload find out whether the servers that it needs are back. Returns a function that ends the probe. */
  probe(active: ActiveUpload<TFile>, step: Step): () => void {
    const ends = this.neededBy(active, step).map((server) => server.probe())
    return () => {
      for (const end of ends) end()
    }
  }

  /** Wakes the uploads that wait for a server when its next probe is due. */
  startTimers(active: ActiveUpload<TFile>, step: Step): void {
    for (const server of this.neededBy(active, step)) server.startTimer()
  }

  /** The servers without which a step cannot go on. */
  neededBy(active: ActiveUpload<TFile>, step: Step): readonly CircuitBreaker[] {
    const { api, storage } = this.#of(active.backend)
    switch (step) {
      case 'requesting':
        // Storage, too: a ticket that cannot be used would only grow old.
        return [api, storage]
      case 'sending':
        // Parts are signed by the API while they are sent.
        return active.run.parts ? [api, storage] : [storage]
      case 'confirming':
        return [api]
      default:
        return []
    }
  }

  /**
   * A transfer was not confirmed. A storage that was taking the bytes of several files when the line broke was there,
   * although it has not answered yet. One file may be at fault itself.
   */
  recordCut({ id, backend }: ActiveUpload<TFile>, { outcome, sizeBytes }: NotStored): void {
    if (!isCutInTheMiddle(outcome, sizeBytes)) return
    const other = this.#firstCut.get(backend)
    if (other === undefined) this.#firstCut.set(backend, id)
    else if (other !== id) this.#ports.servers.add(backend, 'storage')
  }

  /** The page itself was offline, so what failed meanwhile says nothing about the servers. */
  forgive(): void {
    for (const server of this.#down) server.forgive()
  }

  /** No upload waits for a server any more, so none has to be woken. */
  stopTimers(): void {
    for (const server of this.#down) server.stopTimer()
  }

  #setFailedProbes(active: ActiveUpload<TFile>, failedProbes: number): void {
    const { probes } = this.#attempts.get(active) ?? { probes: { api: 0, storage: 0 } }
    this.#attempts.set(active, { probes, failedProbes })
  }

  #of(backend: UploadBackend): Servers {
    const known = this.#servers.get(backend)
    if (known) return known
    const create = (kind: ServerKind): CircuitBreaker =>
      new CircuitBreaker({
        ...this.#ports,
        isKnown: () => this.#ports.servers.has(backend, kind),
        onChange: () => this.#recordChange(backend, kind),
      })
    const servers = { api: create('api'), storage: create('storage') }
    this.#servers.set(backend, servers)
    return servers
  }

  #recordChange(backend: UploadBackend, kind: ServerKind): void {
    const server = this.#of(backend)[kind]
    if (server.isDown) this.#down.add(server)
    else this.#down.delete(server)
    this.#onChange(backend)
  }
}

/**
 * The server that may be down after an error: it refuses or resets connections, or a gateway answers in its place. Any
 * other answer proves that the server is up.
 */
function blamedBy({ code, status = 0, retry }: UploadError): ServerKind | null {
  // An adapter that forbids a retry knows more than the status shows.
  if (retry.when !== 'automatically') return null
  if (code === 'server-unreachable') return 'api'
  // What a fresh ticket may mend is not yet the server's fault.
  if (code === 'storage-unreachable') return retry.from === 'ticket' ? null : 'storage'
  if (!isGatewayStatus(status)) return null
  if (code === 'server-error') return 'api'
  return code === 'storage-error' || code === 'storage-busy' ? 'storage' : null
}

function isCutInTheMiddle(outcome: SendOutcome, sizeBytes: number): boolean {
  if (outcome.kind !== 'no-answer' || outcome.reason !== 'network') return false
  return outcome.sentBytes > 0 && outcome.sentBytes < sizeBytes
}
