import type { BackendCalls } from './calls.js'
import { ambiguousConfirm, checkConfirmed, confirmOne, isAmbiguous } from './confirming.js'
import { toUploadError, UploadError } from './errors.js'
import type { Emitter } from './events.js'
import { inspectFile } from './inspecting.js'
import { type Job, toStoredUpload, toTicketRequest } from './job.js'
import type { Ports, SlotMember } from './ports.js'
import { WireRate } from './progress.js'
import { Queue } from './queue.js'
import { countTry, decide, stepToRetry } from './retry.js'
import { sendFile } from './sending.js'
import type { Store } from './store.js'
import { checkAnswer, holdTicket, isUsable, planTickets, referenceOf } from './tickets.js'
import { Twins } from './twins.js'
import type {
  CallContext,
  DoneUpload,
  Failed,
  FailedUpload,
  Json,
  Outcome,
  Step,
  StoredFile,
  UploadBackend,
  UploaderEvents,
} from './types.js'

/** How many uploads may be in a step at once. */
export interface Limits {
  readonly inspecting: number
  readonly sending: number
}

interface PipelineParts<TFile extends StoredFile> {
  readonly ports: Ports
  readonly store: Store<TFile>
  readonly events: Emitter<UploaderEvents<TFile>>
  readonly calls: BackendCalls<TFile>
  readonly getJob: (id: string) => Job<TFile> | undefined
  readonly limits: Limits
}

/** Inspected files that may wait for the wire: more would only grow old. */
const mostInspectedAhead = 256
const mostConfirmsAtOnce = 4
const mostInOneCall = 100

/**
 * Leads uploads through their steps: the only room that knows their order. Who waits stands in a queue for its next
 * step; `wake` starts whatever the limits allow.
 */
export class Pipeline<TFile extends StoredFile> {
  readonly #parts: PipelineParts<TFile>
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
  /** The expiry that a backend's tickets had last. */
  readonly #expirySeconds = new WeakMap<UploadBackend<TFile>, number>()
  readonly #parked = new Set<string>()
  readonly #twins = new Twins()
  readonly #rate = new WireRate()
  readonly #member: SlotMember
  #isAwake = false
  #isClosed = false

  constructor(parts: PipelineParts<TFile>) {
    this.#parts = parts
    this.#limits = parts.limits
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

  /** Tells the backend that a ticket, or what was stored under it, is not wanted. Best effort, awaited by nobody. */
  abandon(job: Job<TFile>, reference: Json | undefined = job.reference): void {
    if (reference === undefined || !job.backend.abandon) return
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

  #begin(job: Job<TFile>): AbortSignal {
    job.work = new AbortController()
    return job.work.signal
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
    const signal = this.#begin(job)
    const { store, ports } = this.#parts
    store.dispatch(job.id, { type: 'inspectionStarted', attempt: job.callAttempt })
    try {
      job.inspection = await inspectFile(job, {
        inspector: ports.inspector,
        signal,
        dispatch: (action) => {
          if (!signal.aborted) store.dispatch(job.id, action)
        },
      })
      this.#goOn(job, 'requesting')
    } catch (thrown) {
      this.#stumble(job, signal, 'inspecting', thrown)
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
      this.#onWire += 1
      void this.#transfer(job).finally(() => {
        this.#onWire -= 1
        release()
        this.wake()
      })
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

  async #transfer(job: Job<TFile>): Promise<void> {
    const signal = this.#begin(job)
    const hasTicket = isUsable(job.ticket, this.#parts.ports.clock.now())
    // It grew old in the queue, and its backend is asked for many at once.
    if (!hasTicket && job.backend.requestTickets) return this.enqueue(job, 'requesting')
    if (!hasTicket && !(await this.#requestTicket(job, signal))) return
    await this.#send(job, signal)
  }

  /** Resolves to true where there are bytes to send. */
  async #requestTicket(job: Job<TFile>, signal: AbortSignal): Promise<boolean> {
    const { backend, idempotencyKey, callAttempt: attempt } = job
    this.#parts.store.dispatch(job.id, { type: 'requestStarted', attempt })
    try {
      const answer = await this.#parts.calls.run({
        call: 'ticket',
        uploadIds: [job.id],
        scope: backend.scope,
        signal,
        attempt,
        idempotencyKey,
        make: (context) => backend.requestTicket(toTicketRequest(job), context),
        onLate: (late) => this.#abandonLate(job, late),
      })
      return this.#takeAnswer(job, answer)
    } catch (thrown) {
      this.#stumble(job, signal, 'requesting', thrown)
      return false
    }
  }

  /** Resolves to true where a ticket is now in hand; else the upload has gone on without one. */
  #takeAnswer(job: Job<TFile>, given: unknown): boolean {
    const answer = checkAnswer<TFile>(given)
    if (answer.kind === 'existing') {
      this.#finish(job, 'existing', answer.file)
      return false
    }
    this.#holdReference(job, referenceOf(answer) ?? null)
    job.tries = { ...job.tries, tickets: job.tries.tickets + 1 }
    job.callAttempt = 1
    if (answer.kind === 'stored') {
      job.receipt = null
      this.#goOn(job, 'confirming')
      return false
    }
    if (answer.kind === 'multipart') {
      throw new UploadError(
        'ticket-unusable',
        `The ticket for ${job.file.name} wants parts, which this version cannot send.`,
      )
    }
    const { expiresInSeconds } = answer
    if (expiresInSeconds !== undefined) this.#expirySeconds.set(job.backend, expiresInSeconds)
    job.ticket = holdTicket(answer, this.#parts.ports.clock.now())
    return true
  }

  #holdReference(job: Job<TFile>, reference: Json): void {
    const before = job.reference
    job.reference = reference
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(reference)) this.abandon(job, before)
  }

  #abandonLate(job: Job<TFile>, late: unknown): void {
    try {
      this.abandon(job, referenceOf(checkAnswer(late)))
    } catch {
      // It was no ticket, so there is nothing to give back.
    }
  }

  async #send(job: Job<TFile>, signal: AbortSignal): Promise<void> {
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
        dispatch: (action) => {
          if (!signal.aborted) store.dispatch(job.id, action)
        },
      })
      this.#rate.record(startedAt, job.file.size)
      job.ticket = null
      this.#goOn(job, 'confirming')
    } catch (thrown) {
      this.#stumble(job, signal, 'sending', thrown)
    }
  }

  // Many tickets in one call

  #gatherTickets(): void {
    const backend = this.#backendOfNext('requesting')
    if (!backend?.requestTickets || this.#gathering.has(backend)) return
    const count = planTickets({
      waiting: this.#sizesOfWaiting(),
      freeSlots: Math.max(0, this.#limits.sending - this.#onWire),
      inHand: this.#queues.sending.length,
      expirySeconds: this.#expirySeconds.get(backend) ?? null,
      rate: this.#rate.measure(this.#parts.ports.clock.now()),
    })
    const jobs = this.#takeSome('requesting', backend, count)
    if (jobs.length === 0) return
    this.#gathering.add(backend)
    void this.#requestTickets(backend, jobs).finally(() => {
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

  async #requestTickets(backend: UploadBackend<TFile>, jobs: readonly Job<TFile>[]): Promise<void> {
    const members = jobs.map((job) => ({ job, signal: this.#begin(job) }))
    const attempt = Math.max(...jobs.map((job) => job.callAttempt))
    for (const { job } of members) {
      this.#parts.store.dispatch(job.id, { type: 'requestStarted', attempt: job.callAttempt })
    }
    try {
      const answers = await this.#parts.calls.run({
        call: 'ticket',
        uploadIds: jobs.map((job) => job.id),
        scope: backend.scope,
        signal: whenAllAborted(members.map(({ signal }) => signal)),
        attempt,
        idempotencyKey: this.#parts.ports.createId(),
        idempotencyKeys: jobs.map((job) => job.idempotencyKey),
        make: (context) =>
          backend.requestTickets?.(jobs.map(toTicketRequest), context) ??
          Promise.reject(new TypeError('requestTickets is gone')),
        onLate: (late) => late.forEach((answer, index) => jobs[index] && this.#abandonLate(jobs[index], answer)),
      })
      checkCount(answers, jobs.length)
      members.forEach(({ job, signal }, index) => this.#takeGathered(job, signal, answers[index]))
    } catch (thrown) {
      for (const { job, signal } of members) this.#stumble(job, signal, 'requesting', thrown)
    }
  }

  #takeGathered(job: Job<TFile>, signal: AbortSignal, answer: unknown): void {
    if (signal.aborted) return this.#abandonLate(job, answer)
    try {
      if (isFailed(answer)) throw answer.error
      if (this.#takeAnswer(job, answer)) this.enqueue(job, 'sending')
    } catch (thrown) {
      this.#stumble(job, signal, 'requesting', thrown)
    }
  }

  // Confirming

  #startConfirms(): void {
    while (this.#confirms < mostConfirmsAtOnce) {
      const backend = this.#backendOfNext('confirming')
      if (!backend || this.#registering.has(backend)) return
      const isMany = backend.confirmMany !== undefined
      const jobs = this.#takeSome('confirming', backend, isMany ? mostInOneCall : 1)
      if (isMany) this.#registering.add(backend)
      this.#confirms += 1
      void this.#confirm(backend, jobs).finally(() => {
        this.#confirms -= 1
        this.#registering.delete(backend)
        this.wake()
      })
    }
  }

  async #confirm(backend: UploadBackend<TFile>, jobs: readonly Job<TFile>[]): Promise<void> {
    const members = jobs.map((job) => ({ job, signal: this.#begin(job) }))
    for (const { job } of members) {
      this.#parts.store.dispatch(job.id, { type: 'confirmStarted', attempt: job.callAttempt })
    }
    const [first] = members
    if (!backend.confirmMany) return first && this.#confirmOne(first.job, first.signal)
    try {
      const answers = await this.#parts.calls.run({
        call: 'confirm',
        uploadIds: jobs.map((job) => job.id),
        scope: backend.scope,
        signal: whenAllAborted(members.map(({ signal }) => signal)),
        attempt: Math.max(...jobs.map((job) => job.callAttempt)),
        idempotencyKey: this.#parts.ports.createId(),
        idempotencyKeys: jobs.map((job) => job.idempotencyKey),
        make: (context) =>
          backend.confirmMany?.(jobs.map(toStoredUpload), context) ??
          Promise.reject(new TypeError('confirmMany is gone')),
      })
      checkCount(answers, jobs.length)
      await Promise.all(members.map(({ job, signal }, index) => this.#takeConfirmed(job, signal, answers[index])))
    } catch (thrown) {
      await Promise.all(members.map(({ job, signal }) => this.#stumbleConfirming(job, signal, thrown)))
    }
  }

  async #confirmOne(job: Job<TFile>, signal: AbortSignal): Promise<void> {
    try {
      const file = await confirmOne(job, this.#parts.calls, signal)
      this.#finish(job, 'uploaded', file)
    } catch (thrown) {
      await this.#stumbleConfirming(job, signal, thrown)
    }
  }

  async #takeConfirmed(job: Job<TFile>, signal: AbortSignal, answer: unknown): Promise<void> {
    try {
      if (isFailed(answer)) throw answer.error
      this.#finish(job, 'uploaded', checkConfirmed(job, (answer as { readonly file?: unknown } | null)?.file))
    } catch (thrown) {
      await this.#stumbleConfirming(job, signal, thrown)
    }
  }

  /** A lost answer must not become a second record: asked again only where that is safe. */
  async #stumbleConfirming(job: Job<TFile>, signal: AbortSignal, thrown: unknown): Promise<void> {
    const error = toUploadError(thrown, 'confirming')
    const { backend } = job
    if (signal.aborted || backend.confirmIsIdempotent || !isAmbiguous(error)) {
      return this.#stumble(job, signal, 'confirming', error)
    }
    if (!backend.reconcile || job.isReconciled) return this.#fail(job, 'confirming', ambiguousConfirm(job, error))
    job.isReconciled = true
    try {
      const { idempotencyKey } = job
      const found = await backend.reconcile(toStoredUpload(job), {
        signal,
        attempt: 1,
        keepalive: false,
        idempotencyKey,
      })
      if (signal.aborted) return
      if (found) this.#finish(job, 'uploaded', checkConfirmed(job, found))
      else this.#stumble(job, signal, 'confirming', error)
    } catch (cause) {
      if (!signal.aborted) this.#fail(job, 'confirming', ambiguousConfirm(job, cause))
    }
  }

  // From step to step

  #goOn(job: Job<TFile>, step: Step): void {
    job.callAttempt = 1
    this.enqueue(job, step)
  }

  #finish(job: Job<TFile>, outcome: Outcome, stored: TFile): void {
    const { store, events } = this.#parts
    job.work = null
    job.ticket = null
    job.reference = undefined
    const followers = this.#twins.leave(job.id)
    store.dispatch(job.id, { type: 'done', outcome, stored })
    events.emit('done', { upload: store.get(job.id) as DoneUpload<TFile> })
    for (const id of followers) {
      const follower = this.#parts.getJob(id)
      if (follower) this.#finish(follower, 'existing', stored)
    }
  }

  /** Something went wrong in a step: tried again or given up, as the one policy says. */
  #stumble(job: Job<TFile>, signal: AbortSignal, step: Step, thrown: unknown): void {
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

/** A gathered call is called off when its last member is. */
function whenAllAborted(signals: readonly AbortSignal[]): AbortSignal {
  const all = new AbortController()
  let left = signals.length
  for (const signal of signals) {
    signal.addEventListener(
      'abort',
      () => {
        left -= 1
        if (left === 0) all.abort()
      },
      { once: true },
    )
  }
  return all.signal
}

function checkCount(answers: unknown, expected: number): void {
  if (Array.isArray(answers) && answers.length === expected) return
  const got = Array.isArray(answers) ? String(answers.length) : 'no list'
  throw new UploadError('answer-malformed', `${expected} answers were asked for, and ${got} came.`)
}

function isFailed(answer: unknown): answer is Failed {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'failed'
}
