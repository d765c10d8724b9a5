import { checkAnswer } from './answers/checkAnswer.js'
import { UploadError } from '../errors/UploadError.js'
import type { CoreParts, Flow } from './flow.js'
import { checkCount, gatherTerms, isFailed, type Member } from './gathered.js'
import { type Job, takeLate, toKnownBytes, toTicketRequest } from './job.js'
import { refuseOtherFile, refuseOtherTerms, signedPairs } from './answers/refuseContradiction.js'
import { namesOf } from './answers/keyNames.js'
import { holdParts } from './multipart/parts.js'
import { refuseSinglePut } from './answers/singlePut.js'
import { holdTicket, isUsable, referenceOf } from './answers/tickets.js'
import type { Json } from '../contract/json.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { TicketAnswer } from '../contract/ticket.js'
import type { UploadBackend } from '../contract/backend.js'

/** Asks backends for tickets, one by one or many in a call, and reads what they answer. */
export class Requesting<TFile extends StoredFile> {
  readonly #parts: CoreParts<TFile>
  readonly #flow: Flow<TFile>
  /** The expiry that a backend's tickets had last. */
  readonly #expirySeconds = new WeakMap<UploadBackend<TFile>, number>()

  constructor(parts: CoreParts<TFile>, flow: Flow<TFile>) {
    this.#parts = parts
    this.#flow = flow
  }

  expirySecondsOf(backend: UploadBackend<TFile>): number | null {
    return this.#expirySeconds.get(backend) ?? null
  }

  /** Resolves to true where a ticket is now in hand; else the upload has gone on without one. */
  async requestOne(job: Job<TFile>, signal: AbortSignal): Promise<boolean> {
    const { backend, idempotencyKey, callAttempt: attempt } = job
    this.#parts.store.dispatch(job.id, { type: 'requestStarted', attempt })
    try {
      const answer = await this.#parts.calls.run({
        call: 'ticket',
        uploadIds: [job.id],
        backend,
        signal,
        attempt,
        idempotencyKey,
        make: (context) => backend.requestTicket(toTicketRequest(job), context),
        onLate: (late) => this.#abandonLate(job, late),
      })
      // A listener that was told of the answer may have called the upload off.
      if (!signal.aborted) return this.#take(job, answer)
      this.#abandonLate(job, answer)
      return false
    } catch (thrown) {
      this.#flow.stumble(job, signal, 'requesting', thrown)
      return false
    }
  }

  /** One call for all. Each member has its own answer, and may leave while the call is on its way. */
  async requestMany(backend: UploadBackend<TFile>, jobs: readonly Job<TFile>[]): Promise<void> {
    const members = jobs.map((job) => ({ job, signal: this.#flow.begin(job) }))
    for (const { id, callAttempt: attempt } of jobs) this.#parts.store.dispatch(id, { type: 'requestStarted', attempt })
    const answers = await this.#askForMany(backend, members).catch((thrown: unknown) => {
      for (const { job, signal } of members) this.#flow.stumble(job, signal, 'requesting', thrown)
      return null
    })
    if (answers) members.forEach(({ job, signal }, index) => this.#takeMember(job, signal, answers[index]))
  }

  async #askForMany(backend: UploadBackend<TFile>, members: readonly Member<TFile>[]): Promise<readonly unknown[]> {
    const jobs = members.map(({ job }) => job)
    const answers: unknown = await this.#parts.calls.run({
      call: 'ticket',
      ...gatherTerms(backend, members, this.#parts.ports.createId()),
      make: async (context) => backend.requestTickets?.(jobs.map(toTicketRequest), context),
      onLate: (late) => this.#abandonAll(jobs, late),
    })
    checkCount(answers, members.length)
    return answers
  }

  #takeMember(job: Job<TFile>, signal: AbortSignal, answer: unknown): void {
    if (signal.aborted) return this.#abandonLate(job, answer)
    try {
      if (isFailed(answer)) throw answer.error
      if (this.#take(job, answer)) this.#flow.goOn(job, 'sending')
    } catch (thrown) {
      this.#flow.stumble(job, signal, 'requesting', thrown)
    }
  }

  #take(job: Job<TFile>, given: unknown): boolean {
    const answer = checkAnswer(given)
    if (answer.kind === 'existing') {
      refuseOtherFile(answer.file, toKnownBytes(job))
      // checkAnswer saw that it is a file; its further fields are the adapter's own.
      this.#flow.finish(job, 'existing', answer.file as TFile)
      return false
    }
    refuseOtherTerms(signedPairs(answer), toKnownBytes(job))
    this.#holdKeys(job, answer)
    const isNew = this.#holdReference(job, referenceOf(answer) ?? null)
    job.tries = { ...job.tries, tickets: job.tries.tickets + 1 }
    if (answer.kind === 'stored') {
      job.receipt = null
      this.#flow.goOn(job, 'confirming')
      return false
    }
    if (answer.kind === 'multipart') {
      job.parts = holdParts(job, answer, isNew)
      return true
    }
    refuseSinglePut(job)
    const { expiresInSeconds } = answer
    if (expiresInSeconds !== undefined) this.#expirySeconds.set(job.backend, expiresInSeconds)
    const nowMs = this.#parts.ports.clock.now()
    job.ticket = holdTicket(answer, nowMs)
    if (isUsable(job.ticket, nowMs)) return true
    throw new UploadError('ticket-expired', `The ticket for ${job.facts.name} was as good as over when it came.`)
  }

  /**
   * Bytes of two uploads under one key would overwrite each other.
   * @throws {UploadError} 'answer-malformed'
   */
  #holdKeys(job: Job<TFile>, answer: TicketAnswer): void {
    const { ports, store, getJob } = this.#parts
    const { id, backend, facts, inspection } = job
    const isHolding = (): boolean => {
      const status = getJob(id) === job && store.get(id)?.status
      return status !== false && status !== undefined && status !== 'failed' && status !== 'cancelled'
    }
    const content = { digest: inspection?.digest, sizeBytes: facts.size }
    if (ports.heldKeys.hold(job, namesOf(answer, backend, facts.name), content, isHolding)) return
    const why = `The backend's ticket for ${facts.name} names what another upload of this page has with other content.`
    throw new UploadError('answer-malformed', why)
  }

  /** A new ticket makes the old one useless. Returns false where the backend gave the same one again. */
  #holdReference(job: Job<TFile>, reference: Json): boolean {
    const { reference: before, parts } = job
    const name = JSON.stringify(reference)
    job.reference = reference
    job.parts = null
    job.held.add(name)
    job.late.delete(name)
    for (const late of takeLate(job)) this.#flow.abandon(job, late.reference, late.isOpenParts)
    if (before === undefined) return true
    if (JSON.stringify(before) === name) return false
    this.#flow.abandon(job, before, parts !== null)
    // What is not known of the old ticket says nothing of the new one.
    job.mayBeRegistered = false
    job.isReconciled = false
    return true
  }

  #awaitsTicket({ id }: Job<TFile>): boolean {
    const status = this.#parts.store.get(id)?.status
    return status !== undefined && status !== 'done' && status !== 'cancelled'
  }

  #abandonAll(jobs: readonly Job<TFile>[], late: unknown): void {
    if (!Array.isArray(late)) return
    jobs.forEach((job, index) => this.#abandonLate(job, late[index]))
  }

  /** Gives a ticket back that nobody waits for, unless another call was, or may yet be, answered with the same one. */
  #abandonLate(job: Job<TFile>, late: unknown): void {
    try {
      const answer = checkAnswer(late)
      const reference = referenceOf(answer)
      const name = JSON.stringify(reference)
      if (reference === undefined || job.held.has(name)) return
      const isOpenParts = answer.kind === 'multipart'
      if (this.#awaitsTicket(job)) job.late.set(name, { reference, isOpenParts })
      else this.#flow.abandon(job, reference, isOpenParts)
    } catch {
      // It was no ticket, so there is nothing to give back.
    }
  }
}
