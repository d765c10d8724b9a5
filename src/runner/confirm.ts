import { blameChangedFile } from './changedFile.js'
import { checkStoredFile } from './answers/checkAnswer.js'
import { toUploadError } from '../errors/toUploadError.js'
import { UploadError } from '../errors/UploadError.js'
import type { UploadErrorCode } from '../errors/codes.js'
import type { CoreParts, Flow } from './flow.js'
import { checkCount, gatherTerms, isFailed, type Member } from './gathered.js'
import { type Job, toKnownBytes, toStoredUpload } from './job.js'
import { describeOther } from './answers/refuseContradiction.js'
import { spareBytes } from './retryPolicy.js'
import type { CallContext, UploadBackend } from '../contract/backend.js'
import type { StoredFile } from '../contract/storedFile.js'

/** Has backends register what storage took. Never sends a byte. */
export class Confirming<TFile extends StoredFile> {
  readonly #parts: CoreParts<TFile>
  readonly #flow: Flow<TFile>
  readonly #onWire = new Set<Job<TFile>>()

  constructor(parts: CoreParts<TFile>, flow: Flow<TFile>) {
    this.#parts = parts
    this.#flow = flow
  }

  /** @param keepalive whether the page is being left */
  async confirmOne(job: Job<TFile>, keepalive: boolean): Promise<void> {
    const { backend, callAttempt: attempt, idempotencyKey } = job
    const signal = this.#begin(job)
    try {
      if (await this.#findLost(job, signal, keepalive)) return
      // A page that is being left waits for nothing.
      if (!keepalive) await this.#parts.keep(job, 'registering')
      if (signal.aborted) return
      const file = await this.#parts.calls.run({
        call: 'confirm',
        backend,
        uploadIds: [job.id],
        signal,
        attempt,
        idempotencyKey,
        keepalive,
        make: (context) => backend.confirm(toStoredUpload(job), context),
      })
      this.#flow.finish(job, 'uploaded', checkConfirmed(job, file))
    } catch (thrown) {
      await this.#stumble(job, signal, thrown)
    } finally {
      this.#onWire.delete(job)
    }
  }

  /** @param keepalive whether the page is being left */
  async confirmMany(backend: UploadBackend<TFile>, jobs: readonly Job<TFile>[], keepalive: boolean): Promise<void> {
    const begun = jobs.map((job) => ({ job, signal: this.#begin(job) }))
    const stillDue = await this.#withoutLost(begun, keepalive)
    const members = keepalive ? stillDue : await this.#keepAll(stillDue)
    try {
      if (members.length === 0) return
      const answers = await this.#confirmAll(backend, members, keepalive).catch(async (thrown: unknown) => {
        await Promise.all(members.map(({ job, signal }) => this.#stumble(job, signal, thrown)))
        return null
      })
      if (!answers) return
      await Promise.all(members.map(({ job, signal }, index) => this.#takeMember(job, signal, answers[index])))
    } finally {
      for (const { job } of begun) this.#onWire.delete(job)
    }
  }

  async #confirmAll(
    backend: UploadBackend<TFile>,
    members: readonly Member<TFile>[],
    keepalive: boolean,
  ): Promise<readonly unknown[]> {
    const answers: unknown = await this.#parts.calls.run({
      call: 'confirm',
      ...gatherTerms(backend, members, this.#parts.ports.createId()),
      keepalive,
      make: async (context) =>
        backend.confirmMany?.(
          members.map(({ job }) => toStoredUpload(job)),
          context,
        ),
    })
    checkCount(answers, members.length)
    return answers
  }

  /** The page is being left, and its calls with it: repeats those on the wire that may be, so that they outlive it. */
  leave(): void {
    for (const job of this.#onWire) {
      const { backend, id, idempotencyKey } = job
      if (backend.confirmIsIdempotent !== true) continue
      const signal = new AbortController().signal
      const make = (context: CallContext): Promise<TFile> => backend.confirm(toStoredUpload(job), context)
      const call = { call: null, backend, uploadIds: [id], signal, attempt: 1, idempotencyKey, keepalive: true, make }
      // What comes of it is told to a page that is no longer there.
      this.#parts.calls.run(call).catch(() => undefined)
    }
  }

  #begin(job: Job<TFile>): AbortSignal {
    this.#onWire.add(job)
    this.#parts.store.dispatch(job.id, { type: 'confirmStarted', attempt: job.callAttempt })
    return this.#flow.begin(job)
  }

  async #keepAll(members: readonly Member<TFile>[]): Promise<readonly Member<TFile>[]> {
    await Promise.all(members.map(({ job }) => this.#parts.keep(job, 'registering')))
    return members.filter(({ signal }) => !signal.aborted)
  }

  async #takeMember(job: Job<TFile>, signal: AbortSignal, answer: unknown): Promise<void> {
    try {
      if (isFailed(answer)) throw answer.error
      const file = typeof answer === 'object' && answer !== null && 'file' in answer ? answer.file : null
      this.#flow.finish(job, 'uploaded', checkConfirmed(job, file))
    } catch (thrown) {
      await this.#stumble(job, signal, thrown)
    }
  }

  /** A lost answer must not become a second record: asked again only where that is safe. */
  async #stumble(job: Job<TFile>, signal: AbortSignal, thrown: unknown): Promise<void> {
    const error = toUploadError(thrown, 'confirming')
    const { backend } = job
    job.mayBeRegistered ||= lostCodes.has(error.code) || unclearCodes.has(error.code)
    const mayAsk = backend.reconcile !== undefined && backend.confirmIsIdempotent !== true
    const isSecondOfTwo = secondCodes.has(error.code) && mayAsk
    if (isSecondOfTwo && !job.isReconciled) {
      job.mayBeRegistered = true
      const isFound = await this.#findLost(job, signal, false).catch(() => false)
      if (isFound) return
    }
    // The next page need not doubt what was refused in clear words.
    if (!job.mayBeRegistered) void this.#parts.keep(job, 'confirming')
    // To ask for it once more might make two of it.
    const isStuck = !backend.reconcile || job.isReconciled || isSecondOfTwo
    const reason = spareBytes(await blameChangedFile(job, error, { ...this.#parts.ports, signal }))
    this.#flow.stumble(job, signal, 'confirming', isStuck ? nameDoubt(job, reason) : reason)
  }

  /** Finishes with the file that an earlier confirm registered although its answer never came. */
  async #findLost(job: Job<TFile>, signal: AbortSignal, keepalive: boolean): Promise<boolean> {
    const { backend, idempotencyKey } = job
    if (!job.mayBeRegistered || backend.confirmIsIdempotent === true || !backend.reconcile) return false
    const found = await this.#parts.calls.run({
      call: null,
      backend,
      uploadIds: [job.id],
      signal,
      attempt: 1,
      idempotencyKey,
      keepalive,
      make: async (context) => backend.reconcile?.(toStoredUpload(job), context),
    })
    job.isReconciled = true
    job.mayBeRegistered = found !== null
    if (found !== null) this.#flow.finish(job, 'uploaded', checkConfirmed(job, found))
    return found !== null
  }

  /** Those of whom no earlier confirm was lost. */
  async #withoutLost(members: readonly Member<TFile>[], keepalive: boolean): Promise<readonly Member<TFile>[]> {
    const isStillDue = async ({ job, signal }: Member<TFile>): Promise<boolean> => {
      try {
        return !(await this.#findLost(job, signal, keepalive))
      } catch (thrown) {
        await this.#stumble(job, signal, thrown)
        return false
      }
    }
    const stillDue = await Promise.all(members.map(isStillDue))
    return members.filter((_, index) => stillDue[index])
  }
}

/** The answer never came: the backend may have registered the file. */
const lostCodes: ReadonlySet<UploadErrorCode> = new Set(['server-unreachable', 'server-error', 'server-timeout'])

/** An answer came that does not say whether the file is registered. */
const unclearCodes: ReadonlySet<UploadErrorCode> = new Set(['answer-malformed', 'record-mismatch', 'unknown'])

/**
 * What a backend may say of a ticket that has done its work. Where a connection breaks before the answer, a browser
 * repeats the request by itself: what is refused then is the second of two, and the first has registered the file.
 */
export const secondCodes: ReadonlySet<UploadErrorCode> = new Set([
  'already-used',
  'forbidden',
  'not-verified',
  'request-invalid',
  'not-found',
  'backend-failed',
])

/** An error that leaves open whether the file is registered says so; every other one stays as it is. */
export function nameDoubt(job: Job<StoredFile>, error: UploadError): UploadError {
  const saysNothing = lostCodes.has(error.code) || secondCodes.has(error.code)
  const isDoubtful = error.step === 'confirming' && saysNothing && job.mayBeRegistered
  return isDoubtful && job.backend.confirmIsIdempotent !== true ? toDoubt(job, error) : error
}

/** What a person has to decide on: nothing can be asked, and a second confirm might make a second record. */
export function doubtAbout(job: Job<StoredFile>): UploadError | null {
  const { backend, mayBeRegistered } = job
  return mayBeRegistered && backend.confirmIsIdempotent !== true && !backend.reconcile ? toDoubt(job) : null
}

function toDoubt({ facts }: Job<StoredFile>, cause?: UploadError): UploadError {
  const why = `${facts.name} may be registered already: the backend's answer was lost.`
  return new UploadError('confirm-ambiguous', why, { step: 'confirming', cause })
}

/** Makes sure that what was registered is what was sent. */
function checkConfirmed<TFile extends StoredFile>(job: Job<TFile>, answer: unknown): TFile {
  // checkStoredFile sees that it is a file; its further fields are the adapter's own.
  const file = checkStoredFile(answer) as TFile
  const why = describeOther(file, toKnownBytes(job))
  if (why === null) return file
  const message = `What the backend registered for ${job.facts.name} ${why}.`
  throw new UploadError('record-mismatch', message, { step: 'confirming' })
}
