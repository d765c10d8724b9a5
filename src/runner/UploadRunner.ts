import { BackendCalls } from './callBackend.js'
import { doubtAbout } from './confirm.js'
import { createJob, type Job, resetCounters, resetJob, resetToTicket } from './job.js'
import { asRecorded, isSameFile, type Recovered, Recovering } from './persist.js'
import { type Limits, Pipeline } from './Pipeline.js'
import { toRefusal } from './refusal.js'
import { stepToRetry } from './retryPolicy.js'
import type { UploadError } from '../errors/UploadError.js'
import type { Ports } from '../contract/ports/ports.js'
import { createRecoveredUpload } from '../uploader/reducer.js'
import type { Runner, RunnerContext, UploadTerms } from '../uploader/Runner.js'
import { lacksFile, stepOf } from '../uploader/selectors.js'
import type { Store } from '../uploader/Store.js'
import type { RecoveryStage } from '../contract/recovery.js'
import type { RetryFrom, Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { Upload } from '../contract/upload.js'
import type { UploadBackend } from '../contract/backend.js'

const defaultSending = 3

/** Holds the private side of each upload, and lets the pipeline carry the uploads through their steps. */
export class UploadRunner<TFile extends StoredFile> implements Runner<TFile> {
  readonly #context: RunnerContext<TFile>
  readonly #ports: Ports
  readonly #store: Store<TFile>
  readonly #jobs = new Map<string, Job<TFile>>()
  readonly #calls: BackendCalls<TFile>
  readonly #recovering: Recovering<TFile>
  readonly #pipeline: Pipeline<TFile>
  #stopListening: readonly (() => void)[] | null = null
  #isClosed = false

  constructor(context: RunnerContext<TFile>, ports: Ports) {
    const { store, events, recovery } = context
    this.#context = context
    this.#ports = ports
    this.#store = store
    this.#calls = new BackendCalls(ports.clock, events, (ids) => this.#pipeline.noteAnswer(ids))
    this.#recovering = new Recovering(recovery, ports.inspector)
    const parts = {
      ports,
      store,
      events,
      calls: this.#calls,
      getJob: (id: string) => this.#jobs.get(id),
      keep: (job: Job<TFile>, stage: RecoveryStage) => this.#recovering.keep(job, stage),
      isKept: (job: Job<TFile>) => this.#recovering.isKept(job),
      forget: (id: string) => this.#recovering.forget(id),
    }
    this.#pipeline = new Pipeline<TFile>(parts, this.#limits)
  }

  take(terms: UploadTerms<TFile>): void {
    this.#hold(createJob(terms))
  }

  start(id: string, step: Step): void {
    const job = this.#jobs.get(id)
    if (job) this.#pipeline.enqueue(job, step)
  }

  stop(id: string): void {
    const job = this.#jobs.get(id)
    if (job) this.#pipeline.halt(job)
  }

  discard(id: string): void {
    const job = this.#jobs.get(id)
    if (!job) return
    this.#pipeline.halt(job)
    this.#pipeline.abandon(job)
    this.#recovering.forget(id)
  }

  restart(id: string, from: RetryFrom | undefined): void {
    const job = this.#jobs.get(id)
    const upload = this.#store.get(id)
    if (!job || !upload) return
    const next = this.#prepareRestart(upload, job, from)
    void this.#recovering.keep(job, next)
    // The bytes are stored, so what was sent still counts.
    if (next !== 'confirming') this.#store.dispatch(id, { type: 'restarted', next }, 'now')
    this.#pipeline.enqueue(job, next)
  }

  drop(id: string): void {
    const job = this.#jobs.get(id)
    if (!job) return
    this.#jobs.delete(id)
    this.#ports.heldKeys.release(job)
  }

  keep(id: string, stage: RecoveryStage, isPaused = false): void {
    const job = this.#jobs.get(id)
    if (job) void this.#recovering.keep(job, stage, isPaused)
  }

  async restore(terms: Pick<UploadTerms<TFile>, 'backend' | 'prepare'>): Promise<readonly string[]> {
    const recovered = await this.#recovering.restore(terms)
    if (this.#isClosed) {
      this.#recovering.release(recovered)
      return []
    }
    return recovered.filter(({ job }) => !this.#jobs.has(job.id)).map((one) => this.#takeBack(one))
  }

  async provideFile(id: string, file: File): Promise<boolean> {
    const job = this.#jobs.get(id)
    if (!job) return false
    const { signal } = new AbortController()
    const isSame = await isSameFile(job, file, this.#ports.inspector, signal).catch(() => false)
    // Much may have happened while the file was read.
    const upload = this.#store.get(id)
    if (!isSame || !upload || !lacksFile(upload) || this.#isClosed) return false
    job.picked = asRecorded(file, job)
    job.file = job.picked
    resetCounters(job)
    this.#store.dispatch(id, { type: 'provided', file: job.picked }, 'now')
    const step = job.prepare || !job.inspection ? 'inspecting' : stepOf(upload)
    const refusal = refusalOfRecovered(job, step)
    if (refusal) {
      this.#refuse(job, step, refusal)
      return true
    }
    void this.#recovering.keep(job, 'inspecting')
    this.#pipeline.enqueue(job, step)
    return true
  }

  getBackend(id: string): UploadBackend<TFile> | undefined {
    return this.#jobs.get(id)?.backend
  }

  concurrencyChanged(): void {
    this.#pipeline.setLimits(this.#limits)
  }

  close(): void {
    this.#isClosed = true
    this.#calls.close()
    for (const stop of this.#stopListening ?? []) stop()
    this.#pipeline.close()
    for (const job of this.#jobs.values()) {
      const status = this.#store.get(job.id)?.status
      this.#pipeline.halt(job)
      // What is registered, or may be soon, keeps its keys until the others have given back what is theirs.
      if (status === 'confirming' || status === 'done') continue
      this.#ports.heldKeys.release(job)
      this.#pipeline.abandon(job)
      this.#recovering.forget(job.id)
    }
    for (const job of this.#jobs.values()) this.#ports.heldKeys.release(job)
    this.#jobs.clear()
    this.#ports.inspector.dispose()
  }

  get #limits(): Limits {
    const { inspecting, sending } = this.#context.readConcurrency() ?? {}
    return { inspecting: inspecting ?? this.#ports.inspector.concurrency, sending: sending ?? defaultSending }
  }

  /** Inert until here: the first upload starts the listeners and joins the slots. */
  #hold(job: Job<TFile>): void {
    this.#jobs.set(job.id, job)
    if (this.#stopListening) return
    this.#stopListening = [
      this.#ports.connection.subscribe(() => this.#pipeline.connectionChanged()),
      this.#ports.page.onLeave(() => this.#pipeline.leave()),
    ]
    this.#pipeline.open()
  }

  /** A row of an earlier page, which continues where that one stopped. */
  #takeBack({ job, record, step }: Recovered<TFile>): string {
    this.#hold(job)
    const upload = createRecoveredUpload<TFile>(record, job.picked, step)
    this.#store.put(upload)
    // It is asked for again, and prepared anew, so what was open under the old terms is of no use.
    if (step === 'inspecting' && job.reference !== undefined) this.#pipeline.abandon(job)
    const refusal = doubtAbout(job) ?? refusalOfRecovered(job, step)
    if (refusal) this.#refuse(job, step, refusal)
    else if (upload.status === 'queued') this.#pipeline.enqueue(job, step)
    return job.id
  }

  /** It does not even start. */
  #refuse(job: Job<TFile>, at: Step, error: UploadError): void {
    if (error.retry.when === 'never') this.#recovering.forget(job.id)
    this.#store.dispatch(job.id, { type: 'failed', at, error }, 'now')
  }

  /** Resets what the new run must not inherit, and returns the step it begins with. */
  #prepareRestart(upload: Upload<TFile>, job: Job<TFile>, from: RetryFrom | undefined): Step {
    if (upload.status === 'done') {
      resetToTicket(job, this.#ports.createId())
      return 'requesting'
    }
    // What it stored was overwritten since, under a key that is another upload's now.
    const hasLost = this.#ports.heldKeys.hasLost(job)
    if (upload.status !== 'failed' && job.mayBeRegistered && !hasLost) {
      // It was cancelled after a confirm whose answer was lost.
      resetCounters(job)
      return 'confirming'
    }
    if (upload.status !== 'failed') {
      resetJob(job, this.#ports.createId())
      return 'inspecting'
    }
    if (hasLost || upload.error.code === 'already-used') {
      // A server that keeps to the old key would hand out the old ticket again.
      resetToTicket(job, this.#ports.createId())
      return 'requesting'
    }
    resetCounters(job)
    const step = stepToRetry(from ?? upload.error.retry.from, upload.at)
    if (step === 'requesting') job.ticket = null
    if (step === 'requesting' && job.parts) this.#pipeline.abandon(job)
    return job.inspection ? step : 'inspecting'
  }
}

/**
 * The page that a recovered file was added to is gone, and so are its restrictions: only the backend's own limits
 * apply. A file that is already stored has passed them.
 */
function refusalOfRecovered({ picked, backend, metadata }: Job<StoredFile>, step: Step): UploadError | null {
  if (!picked || step === 'confirming') return null
  return toRefusal(picked.name, backend.check?.(picked, metadata) ?? [])
}
