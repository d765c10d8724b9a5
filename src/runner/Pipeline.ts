import { Confirming, nameDoubt } from './confirm.js'
import type { CircuitBreaker } from './outages/CircuitBreaker.js'
import { deriveError, UploadError } from '../errors/UploadError.js'
import { toUploadError } from '../errors/toUploadError.js'
import type { CoreParts, Flow } from './flow.js'
import { GatherWindow } from './gatherWindow.js'
import { nameReference } from './answers/keyNames.js'
import { Hold } from './hold.js'
import { inspectFile } from './inspect.js'
import { type Job, takeLate } from './job.js'
import { planTickets } from './planTickets.js'
import { Outages } from './outages/Outages.js'
import { Queue } from './queue.js'
import { Requesting } from './requestTicket.js'
import { countTry, decide, stepToRetry } from './retryPolicy.js'
import type { Action } from '../uploader/reducer.js'
import { sendFile } from './send.js'
import { sendParts } from './multipart/sendParts.js'
import { isUsable } from './answers/tickets.js'
import { Twins } from './twins.js'
import type { CallContext, Receipt, UploadBackend } from '../contract/backend.js'
import type { Digest } from '../contract/fileFacts.js'
import type { DoneUpload, FailedUpload, Outcome } from '../contract/upload.js'
import type { Json } from '../contract/json.js'
import type { Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import { Wire } from './wire.js'

/** How many uploads may be in a step at once. */
export interface Limits {
  readonly inspecting: number
  readonly sending: number
}

/** Inspected files that may wait for the wire: more would only grow old. */
const mostInspectedAhead = 256
const mostConfirmsAtOnce = 4
const mostInOneCall = 100
const longestReserveMs = 2_000
/** A call for many costs what a call for one does, so a confirm waits for those that are on the wire. */
const gatherConfirmsMs = 50

/**
 * Leads uploads through their steps: the only room that knows their order. Who waits stands in a queue for its next
 * step; `wake` starts whatever the limits allow.
 */
export class Pipeline<TFile extends StoredFile> implements Flow<TFile> {
  readonly #parts: CoreParts<TFile>
  #inspectingLimit: number
  readonly #wire: Wire

  readonly #queues: Readonly<Record<Step, Queue>> = {
    inspecting: new Queue(),
    requesting: new Queue(),
    sending: new Queue(),
    confirming: new Queue(),
  }
  #inspecting = 0
  /** Confirm calls under way: one at a time of a backend that takes many at once. */
  readonly #confirms = new WeakMap<UploadBackend<TFile>, number>()
  /** Slots for tickets that have just come. */
  readonly #reserved: (() => void)[] = []
  /** Backends with a gathered call under way: the next one takes all who came meanwhile. */
  readonly #gathering = new Set<UploadBackend<TFile>>()
  readonly #parked = new Set<string>()
  /** Gives back the tickets that were let go of without a connection. */
  readonly #owed: (() => void)[] = []
  /** Those who wait for another try, and at which step. */
  readonly #retrying = new Map<Job<TFile>, Step>()
  readonly #twins = new Twins()
  /** What a busy server asked for: nobody else goes there either. */
  readonly #holds: Readonly<Record<'requesting' | 'sending', Hold>>
  /** Which servers are down. An upload that needs one of them waits until it is back. */
  readonly #outages: Outages
  readonly #requesting: Requesting<TFile>
  readonly #confirming: Confirming<TFile>
  readonly #confirmWindow: GatherWindow
  #isAwake = false
  #isClosed = false

  constructor(parts: CoreParts<TFile>, limits: Limits) {
    this.#parts = parts
    this.#inspectingLimit = limits.inspecting
    const { clock } = parts.ports
    const wake = (): void => this.wake()
    this.#wire = new Wire(parts.ports, limits.sending, wake)
    this.#holds = { requesting: new Hold(clock, wake), sending: new Hold(clock, wake) }
    this.#outages = new Outages(parts.ports, (backend) => this.#serversChanged(backend))
    this.#requesting = new Requesting(parts, this)
    this.#confirming = new Confirming(parts, this)
    this.#confirmWindow = new GatherWindow(clock, gatherConfirmsMs, wake)
  }

  open(): void {
    this.#wire.open()
  }

  close(): void {
    this.#isClosed = true
    for (const queue of Object.values(this.#queues)) queue.clear()
    this.#parked.clear()
    for (const release of this.#reserved.splice(0)) release()
    this.#confirmWindow.reset()
    for (const hold of Object.values(this.#holds)) hold.rest()
    this.#outages.rest()
    this.#wire.close()
  }

  setLimits(limits: Limits): void {
    this.#inspectingLimit = limits.inspecting
    this.#wire.setLimit(limits.sending)
    this.wake()
  }

  /**
   * The page is being left: what is stored is registered now or never. What the next page will go on with is left to
   * that one where a second confirm might make a second record: nobody will hear whether this one took.
   */
  leave(): void {
    this.#confirming.leave()
    for (const [job, next] of this.#retrying) {
      if (next !== 'confirming' || this.#isLeftToTheNextPage(job)) continue
      this.#callOffRetry(job)
      this.#queues.confirming.push(job.id)
    }
    const queue = this.#queues.confirming
    const staying = [...queue].filter((id) => this.#isLeftToTheNextPage(this.#parts.getJob(id)))
    for (const id of staying) queue.leave(id)
    // Not even an outage is waited for: there is no later.
    this.#outages.forgive()
    for (let backend = this.#backendOfNext('confirming'); backend; backend = this.#backendOfNext('confirming')) {
      void this.#confirm(backend, true)
    }
    if (staying.length === 0) return
    for (const id of staying) queue.push(id)
    // A page may come back.
    this.#parts.ports.clock.schedule(() => this.wake(), 0)
  }

  #isLeftToTheNextPage(job: Job<TFile> | undefined): boolean {
    return job !== undefined && job.backend.confirmIsIdempotent !== true && this.#parts.isKept(job)
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
    const next = step === 'sending' && !this.#canSend(job) ? 'requesting' : step
    if (this.#isCutOff(next)) return this.#park(job, next)
    const twinOf = next === 'requesting' ? this.#findLeader(job) : null
    if (twinOf !== null) return this.#parts.store.dispatch(job.id, { type: 'queued', next, twinOf })
    this.#queues[next].push(job.id)
    this.#showQueued(job, next)
    this.wake()
  }

  /** Ends whatever an upload does or waits for. What storage has is kept. */
  halt(job: Job<TFile>): void {
    job.work?.abort()
    job.work = null
    this.#callOffRetry(job)
    this.#parked.delete(job.id)
    for (const queue of Object.values(this.#queues)) queue.leave(job.id)
    this.#promoteTwins(job.id)
    this.#restHolds()
  }

  connectionChanged(): void {
    if (this.#parts.ports.connection.isOnline()) this.#unpark()
    else this.#parkAll()
  }

  /** The API answered a call for these uploads. */
  noteAnswer([id = '']: readonly string[]): void {
    const job = this.#parts.getJob(id)
    if (job) this.#outages.noteAnswer(job.backend, 'api')
  }

  /** Continues the uploads that waited for the connection. */
  #unpark(): void {
    this.#outages.forgive()
    for (const giveBack of this.#owed.splice(0)) giveBack()
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
  abandon(
    job: Job<TFile>,
    reference: Json | undefined = job.reference,
    isOpenParts: boolean = holdsParts(job, reference),
  ): void {
    const { backend, idempotencyKey } = job
    const isOwn = reference === job.reference
    const isJoining = isOwn && job.parts?.isJoining === true
    for (const late of isOwn ? takeLate(job) : []) this.abandon(job, late.reference, late.isOpenParts)
    // Somebody may come back to it, and has to look whether it was registered.
    if (job.mayBeRegistered) return
    if (isOwn) {
      job.reference = undefined
      job.parts = null
    }
    if (reference === undefined || this.#isOfOther(job, reference)) return
    const signal = new AbortController().signal
    const context: CallContext = { signal, attempt: 1, keepalive: this.#isClosed, idempotencyKey }
    const tell = async (): Promise<void> => {
      if (isOpenParts) await backend.multipart?.abort(reference, context)?.catch(() => undefined)
      // Storage may just have made one object of the parts.
      if (!isOpenParts || isJoining) await backend.abandon?.(reference, context)
    }
    // Nothing is lost when this fails: a backend clears up what was never registered.
    const giveBack = (): void => void tell().catch(() => undefined)
    if (this.#isClosed || this.#parts.ports.connection.isOnline()) giveBack()
    else this.#owed.push(giveBack)
  }

  /** Equal content may be under one key for several uploads. */
  #isOfOther(job: Job<TFile>, reference: Json): boolean {
    const key = nameReference(reference, job.backend)
    return key !== null && this.#parts.ports.heldKeys.isHeldByOther(job, key)
  }

  begin(job: Job<TFile>): AbortSignal {
    job.marks = this.#outages.mark(job)
    job.work = new AbortController()
    return job.work.signal
  }

  goOn(job: Job<TFile>, next: Step): void {
    job.callAttempt = 1
    job.failedProbes = 0
    this.enqueue(job, next)
  }

  finish(job: Job<TFile>, outcome: Outcome, stored: TFile): void {
    const { store, events } = this.#parts
    job.work = null
    job.ticket = null
    job.parts = null
    job.reference = undefined
    this.#parts.forget(job.id)
    const followers = this.#twins.leave(job.id)
    store.dispatch(job.id, { type: 'done', outcome, stored })
    events.emit('done', { upload: store.get(job.id) as DoneUpload<TFile> })
    for (const id of followers) {
      const follower = this.#parts.getJob(id)
      // Under another name it may be a file of its own. The backend decides that, and no byte is sent for it.
      if (follower?.facts.name === job.facts.name) this.finish(follower, 'existing', stored)
      else if (follower) this.enqueue(follower, 'requesting')
    }
  }

  stumble(job: Job<TFile>, signal: AbortSignal, step: Step, thrown: unknown): void {
    // Whoever came to an end meanwhile has no work any more.
    if (signal.aborted || this.#isClosed || job.work?.signal !== signal) return
    const error = toUploadError(thrown, step)
    const { ports, store } = this.#parts
    const next = this.#stepAfter(job, stepToRetry(error.retry.from, step))
    if (error.retry.when === 'automatically' && this.#isCutOff(next)) return this.#park(job, next)
    // What reads files is loaded with the first of them.
    if (error.code === 'inspection-failed' && !ports.connection.isOnline()) return this.#park(job, 'inspecting')
    const server = this.#outages.noteFailure(job, error)
    if (server) return this.#waitForServer(job, { server, next, step, error })
    const decision = decide(error, job.tries, ports.random())
    if (decision.kind === 'give-up') return this.#fail(job, step, nameDoubt(job, decision.error))
    job.tries = countTry(job.tries, error.code)
    job.callAttempt = next === step ? job.callAttempt + 1 : 1
    this.#slowDown(error, decision.delayMs)
    if (decision.delayMs === 0) return this.enqueue(job, next)
    const retry = { at: ports.clock.date() + decision.delayMs, error }
    store.dispatch(job.id, { type: 'queued', next, retry })
    job.work = null
    this.#retrying.set(job, next)
    job.callOffRetry = ports.clock.schedule(() => {
      this.#callOffRetry(job)
      this.enqueue(job, next)
    }, decision.delayMs)
  }

  /** An outage costs the file no try: it waits with all the others, and fails when they do. */
  #waitForServer(
    job: Job<TFile>,
    { server, next, step, error }: { server: CircuitBreaker; next: Step; step: Step; error: UploadError },
  ): void {
    job.work = null
    if (server.isGivenUp) {
      this.#giveUp(job, step, error)
      for (const [waiting, at] of this.#waitingFor(server)) this.#giveUp(waiting, at, error)
      return
    }
    job.failedProbes += 1
    if (step === 'sending') job.tries = { ...job.tries, sends: job.tries.sends - 1 }
    job.callAttempt = next === step ? job.callAttempt + 1 : 1
    if (error.code === 'storage-busy') this.#wire.slowDown()
    this.enqueue(job, next)
  }

  #giveUp(job: Job<TFile>, at: Step, error: UploadError): void {
    for (const queue of Object.values(this.#queues)) queue.leave(job.id)
    const followers = this.#twins.leave(job.id)
    const { from } = error.retry
    this.#fail(job, at, nameDoubt(job, deriveError(error, { step: at, retry: { when: 'by-hand', from } })))
    for (const id of followers) {
      const follower = this.#parts.getJob(id)
      if (follower) this.#giveUp(follower, 'requesting', error)
    }
  }

  #waitingFor(server: CircuitBreaker): readonly (readonly [Job<TFile>, Step])[] {
    return [...this.#waiting()].filter(([job, step]) => this.#outages.neededBy(job, step).includes(server))
  }

  /** The uploads that are queued for something that needs a connection. */
  *#waiting(): Generator<readonly [Job<TFile>, Step]> {
    for (const step of ['requesting', 'sending', 'confirming'] as const) {
      for (const id of this.#queues[step]) {
        const job = this.#parts.getJob(id)
        if (job) yield [job, step]
      }
    }
  }

  /** A server of this backend went down, was probed in vain, or is back. */
  #serversChanged(backend: UploadBackend): void {
    for (const [job, step] of this.#waiting()) if (job.backend === backend) this.#showQueued(job, step)
    this.wake()
  }

  /** What the row of a queued upload shows. */
  #showQueued(job: Job<TFile>, next: Step): void {
    const retry = this.#outages.retryOf(job, next)
    this.#parts.store.dispatch(job.id, { type: 'queued', next, ...(retry && { retry }) })
    if (retry) this.#outages.wakeWhenDue(job, next)
  }

  #callOffRetry(job: Job<TFile>): void {
    job.callOffRetry?.()
    job.callOffRetry = null
    this.#retrying.delete(job)
  }

  /** A server that is busy for one is busy for all. */
  #slowDown(error: UploadError, delayMs: number): void {
    if (error.code === 'storage-busy') {
      this.#wire.slowDown()
      this.#holds.sending.begin(delayMs)
    }
    if (error.step === 'requesting' && error.retryAfterSeconds !== undefined) this.#holds.requesting.begin(delayMs)
  }

  #isCutOff(step: Step): boolean {
    return step !== 'inspecting' && !this.#parts.ports.connection.isOnline()
  }

  #park(job: Job<TFile>, at: Step): void {
    this.#parked.add(job.id)
    this.#parts.store.dispatch(job.id, { type: 'paused', by: 'offline', at })
  }

  /**
   * The connection is gone. A file that is being sent in one piece is left alone, because the browser may be wrong. For
   * a file in parts little is lost, because the parts that arrived are kept.
   */
  #parkAll(): void {
    for (const [job, step] of [...this.#waiting(), ...this.#retrying]) {
      if (!this.#isCutOff(step)) continue
      this.#callOffRetry(job)
      this.#queues[step].leave(job.id)
      this.#park(job, step)
    }
    for (const { id, status } of this.#parts.store.all) {
      const job = status === 'sending' ? this.#parts.getJob(id) : undefined
      if (!job?.parts || job.parts.isJoining) continue
      job.work?.abort()
      job.work = null
      this.#park(job, 'sending')
    }
    this.#parts.store.forgetSpeed()
    this.#restHolds()
  }

  #findLeader(job: Job<TFile>): string | null {
    const { backend, facts, metadata, inspection } = job
    const content = { backend, digest: inspection?.digest, size: facts.size, type: facts.type, metadata }
    if (this.#twins.isLeadingOther(job.id, content)) this.#promoteTwins(job.id)
    return this.#twins.follow(job.id, content)
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
    while (this.#inspecting < this.#inspectingLimit && ahead + this.#inspecting < mostInspectedAhead) {
      const job = this.#takeNext('inspecting')
      if (!job) return
      this.#inspecting += 1
      let hasPlace = true
      const leavePlace = (): void => {
        if (hasPlace) this.#inspecting -= 1
        hasPlace = false
        this.wake()
      }
      void this.#inspect(job, leavePlace).finally(leavePlace)
    }
  }

  async #inspect(job: Job<TFile>, onStalled: () => void): Promise<void> {
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
        onStalled,
      })
      if (signal.aborted) return
      refuseOtherContent(job, before)
      void this.#parts.keep(job, 'requesting')
      this.goOn(job, 'requesting')
    } catch (thrown) {
      this.stumble(job, signal, 'inspecting', thrown)
    }
  }

  // Requesting and sending share one slot

  #startTransfers(): void {
    for (;;) {
      if (!this.#isAnyoneForSlot()) break
      const release = this.#reserved.pop() ?? this.#wire.take()
      if (!release) break
      const job = this.#takeNextToSend() ?? this.#takeNextToAsk()
      if (!job) {
        release()
        break
      }
      const endProbe = this.#outages.probe(job, this.#canSend(job) ? 'sending' : 'requesting')
      void this.#requestAndSend(job, release).finally(() => {
        endProbe()
        release()
      })
    }
    for (const release of this.#reserved.splice(0)) release()
  }

  /** A ticket in hand goes first. A backend that gathers is asked by `#gatherTickets`. */
  #isAnyoneForSlot(): boolean {
    if (this.#holds.sending.isOn()) return false
    return this.#nextToSend() !== undefined || this.#backendToAsk() !== undefined
  }

  #backendToAsk(): UploadBackend<TFile> | undefined {
    return this.#holds.requesting.isOn() ? undefined : this.#backendOfNext('requesting', asksOneByOne)
  }

  #takeNextToSend(): Job<TFile> | undefined {
    const job = this.#nextToSend()
    if (job) this.#queues.sending.leave(job.id)
    return job
  }

  /** While a server is down, an upload that failed there lets others probe first, because the fault may be its own. */
  #nextToSend(): Job<TFile> | undefined {
    let next: Job<TFile> | undefined
    for (const id of this.#queues.sending) {
      const job = this.#parts.getJob(id)
      if (!job || this.#outages.isHeld(job, 'sending')) continue
      if (!this.#outages.isDown(job.backend)) return job
      if (!next || job.failedProbes < next.failedProbes) next = job
    }
    if (!next || next.failedProbes === 0) return next
    const { backend } = next
    return this.#backendOfNext('requesting', (one) => one === backend) ? undefined : next
  }

  #takeNextToAsk(): Job<TFile> | undefined {
    const backend = this.#backendToAsk()
    return backend && this.#takeSome('requesting', backend, 1)[0]
  }

  /** Nobody waits who would have to be woken. */
  #restHolds(): void {
    if (this.#queues.sending.length > 0 || this.#queues.requesting.length > 0) return
    for (const hold of Object.values(this.#holds)) hold.rest()
    if (this.#queues.confirming.length === 0) this.#outages.rest()
  }

  #canSend(job: Job<TFile>): boolean {
    return job.parts !== null || isUsable(job.ticket, this.#parts.ports.clock.now())
  }

  /** The backend of the first in line that may go: one whose own backend is busy does not hold up those of others. */
  #backendOfNext(
    step: Step,
    mayGo: (backend: UploadBackend<TFile>) => boolean = () => true,
  ): UploadBackend<TFile> | undefined {
    for (const id of this.#queues[step]) {
      const job = this.#parts.getJob(id)
      if (job && mayGo(job.backend) && !this.#outages.isHeld(job, step)) return job.backend
    }
    return undefined
  }

  async #requestAndSend(job: Job<TFile>, leaveWire: () => void): Promise<void> {
    const signal = this.begin(job)
    const isReady = this.#canSend(job)
    // Its ticket grew old in the queue, and its backend is asked for many at once.
    if (!isReady && job.backend.requestTickets) return this.enqueue(job, 'requesting')
    if (!isReady && !(await this.#requesting.requestOne(job, signal))) return
    await this.#send(job, signal, leaveWire)
  }

  async #send(job: Job<TFile>, signal: AbortSignal, leaveWire: () => void): Promise<void> {
    try {
      // What names the ticket is kept before the first byte goes: a crash after it must not lose what is stored.
      await this.#parts.keep(job, 'sending')
      if (signal.aborted) return
      job.tries = { ...job.tries, sends: job.tries.sends + 1 }
      this.#parts.store.dispatch(job.id, { type: 'sendStarted', attempt: job.tries.sends })
      job.receipt = await this.#carry(job, signal, leaveWire)
      if (signal.aborted) return
      job.ticket = null
      job.parts = null
      void this.#parts.keep(job, 'confirming')
      this.goOn(job, 'confirming')
    } catch (thrown) {
      this.stumble(job, signal, 'sending', thrown)
    }
  }

  #carry(job: Job<TFile>, signal: AbortSignal, leaveWire: () => void): Promise<Receipt> {
    const { store, ports, calls } = this.#parts
    const context = {
      ...ports,
      transport: this.#outages.watch(job, ports.transport),
      signal,
      dispatch: (action: Action<TFile>): void => {
        if (!signal.aborted) store.dispatch(job.id, action)
      },
    }
    const { ticket, parts } = job
    if (parts) {
      return sendParts(job, parts, {
        ...context,
        calls,
        takeLane: () => (this.#isWireWanted() ? null : this.#wire.take()),
        isWanted: () => this.#isWireWanted(),
        onPart: (startedAt, bytes) => this.#wire.noteStored(startedAt, bytes),
      })
    }
    if (!ticket) throw new UploadError('ticket-unusable', `There is no ticket for ${job.facts.name}.`)
    const startedAt = ports.clock.now()
    return sendFile(job, ticket, {
      ...context,
      onStored: () => {
        this.#wire.noteStored(startedAt, job.facts.size)
        leaveWire()
      },
    })
  }

  /** Other files wait for the room that one file's further parts would take. */
  #isWireWanted(): boolean {
    return this.#holds.sending.isOn() || this.#queues.sending.length > 0 || this.#queues.requesting.length > 0
  }

  // Many tickets in one call

  #gatherTickets(): void {
    const mayGather = (one: UploadBackend<TFile>): boolean => !asksOneByOne(one) && !this.#gathering.has(one)
    const backend = this.#holds.requesting.isOn() ? undefined : this.#backendOfNext('requesting', mayGather)
    if (!backend) return
    const jobs = this.#takeSome('requesting', backend, this.#countToAsk(backend))
    if (!hasMember(jobs)) return
    this.#gathering.add(backend)
    const passOn = this.#reserve(jobs.length)
    const endProbe = this.#outages.probe(jobs[0], 'requesting')
    void this.#requesting.requestMany(backend, jobs).finally(() => {
      endProbe()
      this.#gathering.delete(backend)
      passOn()
      this.wake()
    })
  }

  #countToAsk(backend: UploadBackend<TFile>): number {
    const freeSlots = this.#holds.sending.isOn() ? 0 : this.#wire.available
    // One upload is enough to find out whether a server is back.
    if (this.#outages.isDown(backend)) return Math.min(1, freeSlots)
    return planTickets({
      waiting: this.#sizesOfWaiting(),
      freeSlots,
      inHand: this.#queues.sending.length,
      expirySeconds: this.#requesting.expirySecondsOf(backend),
      rate: this.#wire.measure(),
    })
  }

  /** Keeps slots for tickets that are asked for: with others in them, these would grow old. Not for a slow server. */
  #reserve(count: number): () => void {
    const slots = Array.from({ length: count }, () => this.#wire.take()).filter((release) => release !== null)
    const callOff = this.#parts.ports.clock.schedule(() => {
      for (const release of slots.splice(0)) release()
    }, longestReserveMs)
    return () => {
      callOff()
      this.#reserved.push(...slots.splice(0))
    }
  }

  *#sizesOfWaiting(): Generator<number> {
    for (const step of ['sending', 'requesting'] as const) {
      for (const id of this.#queues[step]) yield this.#parts.store.get(id)?.size ?? 0
    }
  }

  #takeSome(step: Step, backend: UploadBackend<TFile>, count: number): Job<TFile>[] {
    const queue = this.#queues[step]
    const jobs: Job<TFile>[] = []
    for (const id of queue) {
      if (jobs.length >= count || jobs.length >= mostInOneCall) break
      const job = this.#parts.getJob(id)
      if (job?.backend !== backend || this.#outages.isHeld(job, step)) continue
      queue.leave(id)
      jobs.push(job)
    }
    return jobs
  }

  // Confirming

  #startConfirms(): void {
    for (;;) {
      const backend = this.#backendOfNext('confirming', (one) => this.#mayConfirm(one))
      if (!backend || this.#awaitsCompany(backend)) return
      this.#confirms.set(backend, this.#confirmsOf(backend) + 1)
      void this.#confirm(backend, false).finally(() => {
        this.#confirms.set(backend, this.#confirmsOf(backend) - 1)
        this.wake()
      })
    }
  }

  #mayConfirm(backend: UploadBackend<TFile>): boolean {
    return this.#confirmsOf(backend) < (backend.confirmMany ? 1 : mostConfirmsAtOnce)
  }

  #confirmsOf(backend: UploadBackend<TFile>): number {
    return this.#confirms.get(backend) ?? 0
  }

  #awaitsCompany(backend: UploadBackend<TFile>): boolean {
    const isFull = this.#queues.confirming.length >= mostInOneCall
    if (backend.confirmMany && this.#wire.isBusy && !isFull && this.#confirmWindow.isOpen()) return true
    this.#confirmWindow.reset()
    return false
  }

  /** @param keepalive whether the page is being left */
  async #confirm(backend: UploadBackend<TFile>, keepalive: boolean): Promise<void> {
    const jobs = this.#takeSome('confirming', backend, backend.confirmMany ? mostInOneCall : 1)
    if (!hasMember(jobs)) return
    const endProbe = this.#outages.probe(jobs[0], 'confirming')
    if (backend.confirmMany) await this.#confirming.confirmMany(backend, jobs, keepalive)
    else await this.#confirming.confirmOne(jobs[0], keepalive)
    endProbe()
  }

  // When something went wrong

  #stepAfter(job: Job<TFile>, step: Step): Step {
    if (step === 'sending') return this.#canSend(job) ? 'sending' : 'requesting'
    if (step === 'requesting') job.ticket = null
    return step
  }

  #fail(job: Job<TFile>, at: Step, error: UploadError): void {
    const { store, events } = this.#parts
    job.work = null
    this.#promoteTwins(job.id)
    if (error.retry.when === 'never') this.#parts.forget(job.id)
    store.dispatch(job.id, { type: 'failed', at, error })
    events.emit('failed', { upload: store.get(job.id) as FailedUpload<TFile> })
  }
}

function hasMember<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0
}

function asksOneByOne(backend: UploadBackend): boolean {
  return backend.requestTickets === undefined
}

/** Bytes that arrived damaged are read again: where they are others now, it was the file that changed. */
function refuseOtherContent(job: Job<StoredFile>, before: Digest | undefined): void {
  const now = job.inspection?.digest
  if (!before || !now || before.hex === now.hex || job.prepare) return
  const why = `${job.facts.name} was changed while it was being sent. Pick it again.`
  throw new UploadError('file-changed', why, { step: 'inspecting' })
}

/** Whether a reference names an upload in parts that storage still has open. */
function holdsParts({ parts }: Job<StoredFile>, reference: Json | undefined): boolean {
  return parts !== null && parts.reference === reference
}
