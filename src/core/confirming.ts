import { isUploadError, toUploadError, UploadError } from './errors.js'
import type { CoreParts, Flow } from './flow.js'
import { checkCount, gatherTerms, isFailed } from './gathered.js'
import { type Job, toStoredUpload } from './job.js'
import { checkStoredFile } from './tickets.js'
import type { StoredFile, UploadBackend } from './types.js'

/** Has backends register what storage took. Never sends a byte. */
export class Confirming<TFile extends StoredFile> {
  readonly #parts: CoreParts<TFile>
  readonly #flow: Flow<TFile>

  constructor(parts: CoreParts<TFile>, flow: Flow<TFile>) {
    this.#parts = parts
    this.#flow = flow
  }

  async confirmOne(job: Job<TFile>): Promise<void> {
    const { backend, idempotencyKey, callAttempt: attempt } = job
    const signal = this.#begin(job)
    try {
      const file = await this.#parts.calls.run({
        call: 'confirm',
        uploadIds: [job.id],
        scope: backend.scope,
        signal,
        attempt,
        idempotencyKey,
        make: (context) => backend.confirm(toStoredUpload(job), context),
      })
      this.#flow.finish(job, 'uploaded', checkConfirmed(job, file))
    } catch (thrown) {
      await this.#stumble(job, signal, thrown)
    }
  }

  async confirmMany(backend: UploadBackend<TFile>, jobs: readonly Job<TFile>[]): Promise<void> {
    const members = jobs.map((job) => ({ job, signal: this.#begin(job) }))
    try {
      const answers: unknown = await this.#parts.calls.run({
        call: 'confirm',
        ...gatherTerms(backend, members, this.#parts.ports.createId()),
        make: async (context) => backend.confirmMany?.(jobs.map(toStoredUpload), context),
      })
      checkCount(answers, jobs.length)
      await Promise.all(members.map(({ job, signal }, index) => this.#takeMember(job, signal, answers[index])))
    } catch (thrown) {
      await Promise.all(members.map(({ job, signal }) => this.#stumble(job, signal, thrown)))
    }
  }

  #begin(job: Job<TFile>): AbortSignal {
    this.#parts.store.dispatch(job.id, { type: 'confirmStarted', attempt: job.callAttempt })
    return this.#flow.begin(job)
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
    job.mayBeRegistered ||= isAmbiguous(error)
    if (signal.aborted || job.backend.confirmIsIdempotent === true) {
      return this.#flow.stumble(job, signal, 'confirming', error)
    }
    if (!isAmbiguous(error)) return this.#doubt(job, signal, error)
    try {
      const found = await this.#reconcile(job, signal)
      if (found) this.#flow.finish(job, 'uploaded', found)
      else this.#flow.stumble(job, signal, 'confirming', error)
    } catch (cause) {
      const why = `${job.file.name} may be registered already: the backend's answer was lost.`
      const unclear = new UploadError('confirm-ambiguous', why, { step: 'confirming', cause })
      this.#flow.stumble(job, signal, 'confirming', unclear)
    }
  }

  /**
   * Where a connection breaks before the answer, a browser repeats the request by itself: what the backend refuses then
   * is the second of two, and the first has registered the file.
   */
  async #doubt(job: Job<TFile>, signal: AbortSignal, error: UploadError): Promise<void> {
    const isDoubtful = secondCodes.has(error.code) && job.backend.reconcile !== undefined && !job.isReconciled
    const found = isDoubtful ? await this.#reconcile(job, signal).catch(() => null) : null
    if (found) this.#flow.finish(job, 'uploaded', found)
    else this.#flow.stumble(job, signal, 'confirming', error)
  }

  /** The file if it was registered, null if it surely was not; throws where nobody can tell, and when asked twice. */
  async #reconcile(job: Job<TFile>, signal: AbortSignal): Promise<TFile | null> {
    const { backend, idempotencyKey } = job
    if (!backend.reconcile || job.isReconciled) throw new Error('The answer to a confirm was lost.')
    job.isReconciled = true
    const context = { signal, attempt: 1, keepalive: false, idempotencyKey }
    const found = await backend.reconcile(toStoredUpload(job), context)
    job.mayBeRegistered = found !== null
    return found === null ? null : checkConfirmed(job, found)
  }
}

/** Whether the backend may have registered the file although its answer never came. */
function isAmbiguous(error: unknown): boolean {
  return isUploadError(error) && ambiguousCodes.has(error.code)
}

const ambiguousCodes: ReadonlySet<string> = new Set(['server-unreachable', 'server-error', 'server-timeout'])

/** What a backend may say of a ticket that has done its work. */
const secondCodes: ReadonlySet<string> = new Set(['already-used', 'request-invalid', 'not-found', 'backend-failed'])

/** Makes sure that what was registered is what was sent. */
function checkConfirmed<TFile extends StoredFile>(job: Job<TFile>, answer: unknown): TFile {
  // checkStoredFile sees that it is a file; its further fields are the adapter's own.
  const file = checkStoredFile(answer) as TFile
  if (file.size === undefined || file.size === job.file.size) return file
  const why = `The backend registered ${file.size} bytes for ${job.file.name}, which has ${job.file.size}.`
  throw new UploadError('record-mismatch', why, { step: 'confirming' })
}
