import { Confirming } from './confirming.js'
import { toUploadError, UploadError } from './errors.js'
import type { CoreParts, Flow } from './flow.js'
import { GatherWindow } from './gatherWindow.js'
import { inspectFile } from './inspecting.js'
import type { Job } from './job.js'
import type { SlotMember } from './ports.js'
import { WireRate } from './progress.js'
import { Queue } from './queue.js'
import { Requesting } from './requesting.js'
import { countTry, decide, stepToRetry } from './retry.js'
import { sendFile } from './sending.js'
import { isUsable, planTickets } from './tickets.js'
import { Twins } from './twins.js'
import type {
  CallContext,
  Digest,
  DoneUpload,
  FailedUpload,
  Json,
  Outcome,
  Step,
  StoredFile,
  UploadBackend,
} from './types.js'

/** How many uploads may be in a step at once. */
export interface Limits {
  readonly inspecting: number
  readonly sending: number
}

/** Inspected files that may wait for the wire: more would only grow old. */
const mostInspectedAhead = 256
const mostConfirmsAtOnce = 4
const mostInOneCall = 100
/** A call for many costs what a call for one does, so a confirm waits for those that are on the wire. */
const gatherConfirmsMs = 50

/**
 * Leads uploads through their steps: the only room that knows their order. Who waits stands in a queue for its next
 * step; `wake` starts whatever the limits allow.
 */
export class Pipeline<TFile extends StoredFile> implements Flow<TFile> {
  readonly #parts: CoreParts<TFile>
  #limits: Limits

  readonly #queues: Readonly<Record<Step, Queue>> = {
    inspecting: new Queue(),
    requesting: new Queue(),
    sending: new Queue(),
    confirming: new Queue(),
  }
  #inspecting = 0
  #onWire = 0
  #confirms = 0
  /** Backends with a gathered call under way: the next one takes all who came meanwhile. */
  readonly #gathering = new Set<UploadBackend<TFile>>()
  readonly #registering = new Set<UploadBackend<TFile>>()
  readonly #parked = new Set<string>()
  readonly #twins = new Twins()
  readonly #rate = new WireRate()
  readonly #member: SlotMember
  readonly #requesting: Requesting<TFile>
  readonly #confirming: Confirming<TFile>
  readonly #confirmWindow: GatherWindow
  #isAwake = false
  #isClosed = false

  constructor(parts: CoreParts<TFile>, limits: Limits) {
    this.#parts = parts
    this.#limits = limits
    this.#requesting = new Requesting(parts, this)
    this.#confirming = new Confirming(parts, this)
    this.#confirmWindow = new GatherWindow(parts.ports.clock, gatherConfirmsMs, () => this.wake())
    const readLimit = (): number => this.#limits.sending
    this.#member = {
      get limit() {
        return readLimit()
      },
      onFree: () => this.wake(),
    }
  }

  open(): void {
    this.#parts.ports.slots.join(this.#member)
  }

  close(): void {
    this.#isClosed = true
    for (const queue of Object.values(this.#queues)) queue.clear()
    this.#parked.clear()
    this.#confirmWindow.reset()
    this.#parts.ports.slots.leave(this.#member)
  }

  setLimits(limits: Limits): void {
    this.#limits = limits
    this.wake()
  }

  /** Starts what the limits allow, once for everything that happens in this task. */
  wake(): void {
    if (this.#isAwake || this.#isClosed) return
    this.#isAwake = true
    queueMicrotask(() => {
      this.#isAwake = false
      if (this.#isClosed) return
      this.#startInspections()
      this.#startTransfers()
      this.#gatherTickets()
      this.#startConfirms()
    })
  }

  /** Puts an upload in line for a step: behind the twin that carries its bytes, or aside while offline. */
  enqueue(job: Job<TFile>, step: Step): void {
    if (this.#isClosed) return
    const next = step === 'sending' && !isUsable(job.ticket, this.#parts.ports.clock.now()) ? 'requesting' : step
    if (this.#isCutOff(next)) return this.#park(job, next)
    const twinOf = next === 'requesting' ? this.#findLeader(job) : null
    this.#parts.store.dispatch(job.id, { type: 'queued', next, ...(twinOf !== null && { twinOf }) })
    if (twinOf !== null) return
    this.#queues[next].push(job.id)
    this.wake()
  }

  /** Ends whatever an upload does or waits for. What storage has is kept. */
  halt(job: Job<TFile>): void {
    job.work?.abort()
    job.work = null
    job.callOffRetry?.()
    job.callOffRetry = null
    this.#parked.delete(job.id)
    for (const queue of Object.values(this.#queues)) queue.leave(job.id)
    this.#promoteTwins(job.id)
  }

  /** The connection changed: goes on with those that waited for it. */
  unpark(): void {
    if (!this.#parts.ports.connection.isOnline()) return
    for (const id of this.#parked) {
      this.#parked.delete(id)
      const upload = this.#parts.store.get(id)
      const job = this.#parts.getJob(id)
      if (job && upload?.status === 'paused') this.enqueue(job, upload.at)
    }
  }

  /**
   * Tells the backend that a ticket, or what was stored under it, is not wanted. Best effort, awaited by nobody. What
   * may be registered stays: nothing at the backend is ever deleted.
   */
  abandon(job: Job<TFile>, reference: Json | undefined = job.reference): void {
    if (reference === job.reference) job.reference = undefined
    if (reference === undefined || job.mayBeRegistered || !job.backend.abandon) return
    const context: CallContext = {
      signal: new AbortController().signal,
      attempt: 1,
      keepalive: this.#isClosed,
      idempotencyKey: job.idempotencyKey,
    }
    // Nothing is lost when this fails: a backend clears up what was never registered.
    Promise.resolve()
      .then(() => job.backend.abandon?.(reference, context))
      .catch(() => undefined)
  }

  begin(job: Job<TFile>): AbortSignal {
    job.work = new AbortController()
    return job.work.signal
  }

  goOn(job: Job<TFile>, next: Step): void {
    job.callAttempt = 1
    this.enqueue(job, next)
  }

  finish(job: Job<TFile>, outcome: Outcome, stored: TFile): void {
    const { store, events } = this.#parts
    job.work = null
    job.ticket = null
    job.reference = undefined
    const followers = this.#twins.leave(job.id)
    store.dispatch(job.id, { type: 'done', outcome, stored })
    events.emit('done', { upload: store.get(job.id) as DoneUpload<TFile> })
    for (const id of followers) {
      const follower = this.#parts.getJob(id)
      if (follower) this.finish(follower, 'existing', stored)
    }
  }

  stumble(job: Job<TFile>, signal: AbortSignal, step: Step, thrown: unknown): void {
    if (signal.aborted || this.#isClosed) return
    const error = toUploadError(thrown, step)
    const { ports, store } = this.#parts
    if (this.#isCutOff(step) && error.retry.when === 'automatically') return this.#park(job, step)
    const decision = decide(error, job.tries, ports.random())
    if (decision.kind === 'give-up') return this.#fail(job, step, decision.error)
    job.tries = countTry(job.tries, error.code)
    const next = this.#stepAfter(job, stepToRetry(decision.from, step))
    job.callAttempt = next === step ? job.callAttempt + 1 : 1
    if (decision.delayMs === 0) return this.enqueue(job, next)
    const retry = { at: ports.clock.date() + decision.delayMs, error }
    store.dispatch(job.id, { type: 'queued', next, retry })
    job.work = null
    job.callOffRetry = ports.clock.schedule(() => {
      job.callOffRetry = null
      this.enqueue(job, next)
    }, decision.delayMs)
  }

  #isCutOff(step: Step): boolean {
    return step !== 'inspecting' && !this.#parts.ports.connection.isOnline()
  }

  #park(job: Job<TFile>, at: Step): void {
    this.#parked.add(job.id)
    this.#parts.store.dispatch(job.id, { type: 'paused', by: 'offline', at })
  }

  #findLeader(job: Job<TFile>): string | null {
    const { backend, file, metadata, inspection } = job
    return this.#twins.follow(job.id, {
      backend,
      digest: inspection?.digest,
      size: file.size,
      type: file.type,
      metadata,
    })
  }

  /** Whoever waited for this one goes on alone; the first of them leads the rest. */
  #promoteTwins(id: string): void {
    for (const follower of this.#twins.leave(id)) {
      const job = this.#parts.getJob(follower)
      if (job) this.enqueue(job, 'requesting')
    }
  }

  #takeNext(step: Step): Job<TFile> | undefined {
    const id = this.#queues[step].shift()
    return id === undefined ? undefined : this.#parts.getJob(id)
  }

  // Inspecting

  #startInspections(): void {
    const ahead = this.#queues.requesting.length + this.#queues.sending.length
    while (this.#inspecting < this.#limits.inspecting && ahead + this.#inspecting < mostInspectedAhead) {
      const job = this.#takeNext('inspecting')
      if (!job) return
      this.#inspecting += 1
      void this.#inspect(job).finally(() => {
        this.#inspecting -= 1
        this.wake()
      })
    }
  }

  async #inspect(job: Job<TFile>): Promise<void> {
    const signal = this.begin(job)
    const { store, ports } = this.#parts
    store.dispatch(job.id, { type: 'inspectionStarted', attempt: job.callAttempt })
    try {
      const before = job.inspection?.digest
      job.inspection = await inspectFile(job, {
        inspector: ports.inspector,
        signal,
        dispatch: (action) => {
          if (!signal.aborted) store.dispatch(job.id, action)
        },
      })
      if (signal.aborted) return
      refuseOtherContent(job, before)
      this.goOn(job, 'requesting')
    } catch (thrown) {
      this.stumble(job, signal, 'inspecting', thrown)
    }
  }

  // Requesting and sending share one slot

  #startTransfers(): void {
    while (this.#onWire < this.#limits.sending) {
      const step = this.#nextForSlot()
      const release = step && this.#parts.ports.slots.take(this.#member)
      if (!release) return
      const job = this.#takeNext(step)
      if (!job) return release()
      void this.#transfer(job, this.#occupy(release))
    }
  }

  /** Returns what gives the slot back: called when storage has answered, or when it did not come to that. */
  #occupy(release: () => void): () => void {
    this.#onWire += 1
    let isOccupied = true
    return () => {
      if (!isOccupied) return
      isOccupied = false
      this.#onWire -= 1
      release()
      this.wake()
    }
  }

  /** A ticket in hand goes first. A backend that gathers is asked by `#gatherTickets`. */
  #nextForSlot(): 'sending' | 'requesting' | null {
    if (this.#queues.sending.length > 0) return 'sending'
    const backend = this.#backendOfNext('requesting')
    return backend && !backend.requestTickets ? 'requesting' : null
  }

  #backendOfNext(step: Step): UploadBackend<TFile> | undefined {
    const id = this.#queues[step].peek()
    return id === undefined ? undefined : this.#parts.getJob(id)?.backend
  }

  async #transfer(job: Job<TFile>, leaveWire: () => void): Promise<void> {
    try {
      await this.#requestAndSend(job, leaveWire)
    } finally {
      leaveWire()
    }
  }

  async #requestAndSend(job: Job<TFile>, leaveWire: () => void): Promise<void> {
    const signal = this.begin(job)
    const hasTicket = isUsable(job.ticket, this.#parts.ports.clock.now())
    // It grew old in the queue, and its backend is asked for many at once.
    if (!hasTicket && job.backend.requestTickets) return this.enqueue(job, 'requesting')
    if (!hasTicket && !(await this.#requesting.requestOne(job, signal))) return
    await this.#send(job, signal, leaveWire)
  }

  async #send(job: Job<TFile>, signal: AbortSignal, leaveWire: () => void): Promise<void> {
    const { store, ports } = this.#parts
    const ticket = job.ticket
    if (!ticket) return
    job.tries = { ...job.tries, sends: job.tries.sends + 1 }
    store.dispatch(job.id, { type: 'sendStarted', attempt: job.tries.sends })
    const startedAt = ports.clock.now()
    try {
      job.receipt = await sendFile(job, ticket, {
        ...ports,
        signal,
        onAnswered: () => {
          this.#rate.record(startedAt, job.file.size)
          leaveWire()
        },
        dispatch: (action) => {
          if (!signal.aborted) store.dispatch(job.id, action)
        },
      })
      job.ticket = null
      this.goOn(job, 'confirming')
    } catch (thrown) {
      this.stumble(job, signal, 'sending', thrown)
    }
  }

  // Many tickets in one call

  #gatherTickets(): void {
    const backend = this.#backendOfNext('requesting')
    if (!backend?.requestTickets || this.#gathering.has(backend)) return
    const count = planTickets({
      waiting: this.#sizesOfWaiting(),
      freeSlots: Math.max(0, Math.min(this.#limits.sending - this.#onWire, this.#parts.ports.slots.free)),
      inHand: this.#queues.sending.length,
      expirySeconds: this.#requesting.expirySecondsOf(backend),
      rate: this.#rate.measure(this.#parts.ports.clock.now()),
    })
    const jobs = this.#takeSome('requesting', backend, count)
    if (jobs.length === 0) return
    this.#gathering.add(backend)
    void this.#requesting.requestMany(backend, jobs).finally(() => {
      this.#gathering.delete(backend)
      this.wake()
    })
  }

  *#sizesOfWaiting(): Generator<number> {
    for (const step of ['sending', 'requesting'] as const) {
      for (const id of this.#queues[step]) yield this.#parts.store.get(id)?.size ?? 0
    }
  }

  #takeSome(step: Step, backend: UploadBackend<TFile>, count: number): Job<TFile>[] {
    const jobs: Job<TFile>[] = []
    while (jobs.length < Math.min(count, mostInOneCall) && this.#backendOfNext(step) === backend) {
      const job = this.#takeNext(step)
      if (job) jobs.push(job)
    }
    return jobs
  }

  // Confirming

  #startConfirms(): void {
    while (this.#confirms < mostConfirmsAtOnce) {
      const backend = this.#backendOfNext('confirming')
      if (!backend || this.#registering.has(backend) || this.#awaitsCompany(backend)) return
      this.#confirms += 1
      void this.#confirm(backend).finally(() => {
        this.#confirms -= 1
        this.wake()
      })
    }
  }

  #awaitsCompany(backend: UploadBackend<TFile>): boolean {
    const isFull = this.#queues.confirming.length >= mostInOneCall
    if (backend.confirmMany && this.#onWire > 0 && !isFull && this.#confirmWindow.isOpen()) return true
    this.#confirmWindow.reset()
    return false
  }

  async #confirm(backend: UploadBackend<TFile>): Promise<void> {
    if (!backend.confirmMany) {
      const job = this.#takeNext('confirming')
      return job && this.#confirming.confirmOne(job)
    }
    this.#registering.add(backend)
    try {
      await this.#confirming.confirmMany(backend, this.#takeSome('confirming', backend, mostInOneCall))
    } finally {
      this.#registering.delete(backend)
    }
  }

  // When something went wrong

  #stepAfter(job: Job<TFile>, step: Step): Step {
    if (step === 'sending') return isUsable(job.ticket, this.#parts.ports.clock.now()) ? 'sending' : 'requesting'
    if (step === 'requesting') job.ticket = null
    return step
  }

  #fail(job: Job<TFile>, at: Step, error: UploadError): void {
    const { store, events } = this.#parts
    job.work = null
    this.#promoteTwins(job.id)
    store.dispatch(job.id, { type: 'failed', at, error })
    events.emit('failed', { upload: store.get(job.id) as FailedUpload<TFile> })
  }
}

/** Bytes that arrived damaged are read again: where they are others now, it was the file that changed. */
function refuseOtherContent(job: Job<StoredFile>, before: Digest | undefined): void {
  const now = job.inspection?.digest
  if (!before || !now || before.hex === now.hex || job.prepare) return
  const why = `${job.file.name} was changed while it was being sent. Pick it again.`
  throw new UploadError('file-changed', why, { step: 'inspecting' })
}
