import { guardOrigins } from '../transfer/allowedOrigins.js'
import { BackendCalls } from '../runner/callBackend.js'
import { Emitter } from '../shared/Emitter.js'
import { doubtAbout } from '../runner/confirm.js'
import type { UploadError } from '../errors/UploadError.js'
import { createJob, type Job, resetCounters, resetJob, resetToTicket } from '../runner/job.js'
import { checkAddOptions, checkCall, checkIds, checkMetadata } from './options/checkCall.js'
import { checkOptions } from './options/checkOptions.js'
import { type Limits, Pipeline } from '../runner/Pipeline.js'
import type { Ports } from '../contract/ports.js'
import { asRecorded, isSameFile, type Recovered, Recovering } from '../runner/persist.js'
import { type Candidate, screen, toRefusal } from './validateFiles.js'
import { stepToRetry } from '../runner/retryPolicy.js'
import { canCancel, canPause, canRemove, canResume, canRetry, isToClear, lacksFile } from './selectors.js'
import { SettledWaiters } from './SettledWaiters.js'
import { createInitialUpload, createRecoveredUpload, createUpload, factsOf } from './reducer.js'
import { Store } from './Store.js'
import type {
  AddOptions,
  AddResult,
  ChangeableOptions,
  ClearOptions,
  Ids,
  Metadata,
  RecoveryStage,
  Rejection,
  RetryFrom,
  Settled,
  SettledOptions,
  Snapshot,
  Step,
  StoredFile,
  Upload,
  UploadBackend,
  Uploader,
  UploaderEvents,
  UploaderOptions,
} from '../contract/types.js'

const defaultSending = 3

/** The uploader over its ports: takes commands, and lets the pipeline lead the uploads through their steps. */
export class Engine<TFile extends StoredFile> implements Uploader<TFile> {
  readonly #ports: Ports
  readonly #events = new Emitter<UploaderEvents<TFile>>()
  readonly #store: Store<TFile>
  readonly #jobs = new Map<string, Job<TFile>>()
  readonly #calls: BackendCalls<TFile>
  readonly #pipeline: Pipeline<TFile>
  readonly #settled: SettledWaiters<TFile>
  readonly #recovering: Recovering<TFile>
  #options: UploaderOptions<TFile>
  /** Added, and waiting for `start`. */
  readonly #held = new Set<string>()
  #stopListening: (() => void)[] | null = null
  #toldBytes = 0
  #isDestroyed = false
  /** What is told of a rest is told once, whatever listeners do before. */
  #isSettling = false

  constructor(options: UploaderOptions<TFile>, ports: Ports) {
    checkOptions(options)
    this.#options = options
    this.#ports = { ...ports, transport: guardOrigins(ports.transport, options.allowedOrigins) }
    this.#store = new Store<TFile>(ports.clock, {
      onTold: (totals) => {
        const bytes = totals.inspectedBytes + totals.sentBytes
        if (bytes === this.#toldBytes) return
        this.#toldBytes = bytes
        this.#events.emit('progressed', { totals })
      },
      onRested: (id) => this.#onRested(id),
    })
    this.#settled = new SettledWaiters((id) => this.#store.get(id))
    this.#calls = new BackendCalls(ports.clock, this.#events, (ids) => this.#pipeline.noteAnswer(ids))
    const getJob = (id: string): Job<TFile> | undefined => this.#jobs.get(id)
    this.#recovering = new Recovering(options.recovery, ports.inspector)
    const parts = {
      ports: this.#ports,
      store: this.#store,
      events: this.#events,
      calls: this.#calls,
      getJob,
      keep: (job: Job<TFile>, stage: RecoveryStage) => this.#recovering.keep(job, stage),
      isKept: (job: Job<TFile>) => this.#recovering.isKept(job),
      forget: (id: string) => this.#recovering.forget(id),
    }
    this.#pipeline = new Pipeline<TFile>(parts, this.#limits)
  }

  add(files: Iterable<File>, options: AddOptions = {}): AddResult {
    if (this.#isDestroyed)
      throw new TypeError('add was called on an uploader that has been destroyed. Create a new one.')
    checkAddOptions(options)
    const list = toFileList(files)
    const { group } = options
    const { backend } = this.#options
    // Restrictions apply as they were when the upload was added, even if the app changes its object later.
    const restrictions = Object.freeze({ ...(options.restrictions ?? this.#options.restrictions) })
    const metadataOf = readMetadata(options.metadata, list)
    const candidates = list.map((file) => ({ file, facts: factsOf(file) }))
    const verdicts = screen(candidates, {
      restrictions,
      present: Array.from(this.#store.all).filter((upload) => upload.group === group),
      checkBackend: (file) => backend.check?.(file, metadataOf(file)) ?? [],
    })
    // The app's own functions have been asked, and one of them may have ended everything.
    if (this.#isDestroyed) return { accepted: [], rejected: [] }
    const accepted: string[] = []
    const rejected: Rejection[] = []
    for (const verdict of verdicts) {
      if (verdict.kind === 'rejected') {
        const id = this.#ports.createId()
        rejected.push({ id, file: verdict.file, reasons: verdict.reasons, ...(group !== undefined && { group }) })
        continue
      }
      if (verdict.replaces !== undefined) this.remove(verdict.replaces)
      accepted.push(this.#take(verdict, { metadata: metadataOf(verdict.file), group, restrictions }))
    }
    this.#tellOfIntake(accepted, rejected)
    if (this.#options.autoStart !== false) this.start(accepted)
    return { accepted, rejected }
  }

  addStored(files: Iterable<TFile>, options: { readonly group?: string } = {}): readonly string[] {
    checkCall('addStored', options)
    if (this.#isDestroyed) return []
    const known = new Map<string, string>()
    for (const upload of this.#store.all) {
      if (upload.status === 'done' && upload.group === options.group) known.set(upload.stored.id, upload.id)
    }
    return Array.from(files, (stored) => {
      const id = known.get(stored.id) ?? this.#ports.createId()
      if (!known.has(stored.id)) this.#store.put(createInitialUpload(id, stored, options.group))
      known.set(stored.id, id)
      return id
    })
  }

  start(ids: Ids): void {
    for (const id of this.#resolve(ids)) {
      const job = this.#jobs.get(id)
      if (!job || !this.#held.delete(id)) continue
      // What was paused meanwhile sets out when it is resumed.
      if (this.#store.get(id)?.status === 'queued') this.#pipeline.enqueue(job, 'inspecting')
    }
  }

  pause(ids: Ids): void {
    this.#each(ids, canPause, (upload, job) => {
      const at = stepOf(upload)
      this.#pipeline.halt(job)
      this.#store.dispatch(job.id, { type: 'paused', by: 'user', at }, 'now')
      void this.#recovering.keep(job, at, true)
    })
  }

  resume(ids: Ids): void {
    this.#each(ids, canResume, (upload, job) => {
      const isHeld = this.#held.has(job.id)
      void this.#recovering.keep(job, stepOf(upload))
      if (isHeld) this.#store.dispatch(job.id, { type: 'queued', next: 'inspecting' }, 'now')
      else this.#pipeline.enqueue(job, stepOf(upload))
    })
  }

  cancel(ids: Ids): void {
    this.#each(ids, canCancel, (_, job) => {
      this.#callOff(job)
      this.#store.dispatch(job.id, { type: 'cancelled' }, 'now')
      const upload = this.#store.get(job.id)
      if (upload) this.#events.emit('cancelled', { upload })
    })
  }

  retry(ids: Ids, options: { readonly from?: RetryFrom } = {}): void {
    checkCall('retry', options)
    this.#each(
      ids,
      (upload) => canRetry(upload) || isSendAgain(upload, options.from),
      (upload, job) => this.#startAgain(job, this.#prepareRetry(upload, job, options.from)),
    )
  }

  remove(ids: Ids): void {
    for (const id of this.#resolve(ids)) {
      const upload = this.#store.get(id)
      if (!upload || !canRemove(upload)) continue
      const job = this.#jobs.get(id)
      if (job && upload.status !== 'done') this.#callOff(job)
      this.#jobs.delete(id)
      if (job) this.#ports.heldKeys.release(job)
      this.#recovering.forget(id)
      this.#store.delete(id)
      this.#events.emit('removed', { id })
    }
  }

  clear(options: ClearOptions = {}): readonly string[] {
    checkCall('clear', options)
    if (this.#isDestroyed) return []
    const ids = Array.from(this.#store.all)
      .filter((upload) => isToClear(upload, options))
      .map(({ id }) => id)
    this.remove(ids)
    return ids
  }

  dismiss(rejectionIds: Ids): void {
    checkIds(rejectionIds, 'dismiss')
    if (this.#isDestroyed) return
    const gone = new Set(typeof rejectionIds === 'string' ? [rejectionIds] : rejectionIds)
    const left = rejectionIds === 'all' ? [] : this.#store.rejections.filter(({ id }) => !gone.has(id))
    if (left.length !== this.#store.rejections.length) this.#store.setRejections(left)
  }

  async recover(): Promise<readonly string[]> {
    const { backend, prepare } = this.#options
    const recovered = await this.#recovering.restore({ backend, prepare })
    if (this.#isDestroyed) {
      this.#recovering.release(recovered)
      return []
    }
    const isNew = ({ job }: Recovered<TFile>): boolean => !this.#jobs.has(job.id)
    const ids = recovered.filter(isNew).map((one) => this.#takeBack(one))
    this.#tellOfIntake(ids, [])
    return ids
  }

  async provideFile(id: string, file: File): Promise<boolean> {
    const job = this.#jobs.get(id)
    const before = this.#store.get(id)
    if (!job || !before || !lacksFile(before)) return false
    const { signal } = new AbortController()
    const isSame = await isSameFile(job, file, this.#ports.inspector, signal).catch(() => false)
    const upload = this.#store.get(id)
    if (!isSame || !upload || !lacksFile(upload) || this.#isDestroyed) return false
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

  whenSettled(options: SettledOptions = {}): Promise<Settled<TFile>> {
    checkCall('whenSettled', options)
    if (this.#isDestroyed) return Promise.reject(new DOMException('The uploader was destroyed.', 'AbortError'))
    const named = options.ids ?? this.#store.ids
    const { group } = options
    const ids = group === undefined ? named : named.filter((id) => this.#store.get(id)?.group === group)
    return this.#settled.wait(ids, options)
  }

  subscribe(listener: () => void): () => void {
    return this.#isDestroyed ? () => {} : this.#store.subscribe(listener)
  }

  getSnapshot(): Snapshot<TFile> {
    return this.#store.snapshot
  }

  getUpload(id: string): Upload<TFile> | undefined {
    return this.#store.get(id)
  }

  getBackend(id?: string): UploadBackend<TFile> {
    const job = id === undefined ? undefined : this.#jobs.get(id)
    return job?.backend ?? this.#options.backend
  }

  on<K extends keyof UploaderEvents<TFile>>(event: K, listener: (event: UploaderEvents<TFile>[K]) => void): () => void {
    return this.#events.on(event, listener)
  }

  setOptions(options: ChangeableOptions<TFile>): void {
    if (this.#isDestroyed) return
    const next = { ...this.#options, ...options }
    checkOptions(next)
    this.#options = next
    this.#pipeline.setLimits(this.#limits)
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.#calls.close()
    this.#events.clear()
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
    this.#settled.rejectAll()
    this.#store.close()
    this.#ports.inspector.dispose()
  }

  get #limits(): Limits {
    const { inspecting, sending } = this.#options.concurrency ?? {}
    return { inspecting: inspecting ?? this.#ports.inspector.concurrency, sending: sending ?? defaultSending }
  }

  #take({ file, facts }: Candidate, terms: Pick<Job<TFile>, 'metadata' | 'group' | 'restrictions'>): string {
    this.#wakeUp()
    const id = this.#ports.createId()
    const { backend, prepare } = this.#options
    const idempotencyKey = this.#ports.createId()
    const job = createJob({ ...terms, id, backend, prepare, picked: file, facts, idempotencyKey })
    this.#jobs.set(id, job)
    void this.#recovering.keep(job, 'inspecting')
    this.#held.add(id)
    this.#store.put(createUpload(id, file, { ...terms, facts }))
    return id
  }

  /** A row of an earlier page, which goes on where that one stopped. */
  #takeBack({ job, record, step }: Recovered<TFile>): string {
    this.#wakeUp()
    this.#jobs.set(job.id, job)
    const upload = createRecoveredUpload<TFile>(record, job.picked, step)
    this.#store.put(upload)
    // It is asked for again, and prepared anew, so what was open under the old terms is of no use.
    if (step === 'inspecting' && job.reference !== undefined) this.#pipeline.abandon(job)
    const doubt = doubtAbout(job) ?? refusalOfRecovered(job, step)
    if (doubt) this.#refuse(job, step, doubt)
    else if (upload.status === 'queued') this.#pipeline.enqueue(job, step)
    return job.id
  }

  /** It does not even set out. */
  #refuse(job: Job<TFile>, at: Step, error: UploadError): void {
    if (error.retry.when === 'never') this.#recovering.forget(job.id)
    this.#store.dispatch(job.id, { type: 'failed', at, error }, 'now')
  }

  /** Inert until here: the first file brings listeners and slots to life. */
  #wakeUp(): void {
    if (this.#stopListening) return
    this.#stopListening = [
      this.#ports.connection.subscribe(() => this.#pipeline.connectionChanged()),
      this.#ports.page.onLeave(() => this.#pipeline.leave()),
    ]
    this.#pipeline.open()
  }

  #tellOfIntake(accepted: readonly string[], rejected: readonly Rejection[]): void {
    if (rejected.length > 0) {
      this.#store.setRejections([...this.#store.rejections, ...rejected])
      this.#events.emit('rejected', { rejections: rejected })
    }
    if (accepted.length === 0) return
    const uploads = accepted.map((id) => this.#store.get(id)).filter((upload) => upload !== undefined)
    this.#events.emit('added', { uploads })
  }

  #callOff(job: Job<TFile>): void {
    this.#held.delete(job.id)
    this.#pipeline.halt(job)
    this.#pipeline.abandon(job)
    this.#recovering.forget(job.id)
  }

  /** Resets what the new run must not inherit, and says where it sets in. */
  #prepareRetry(upload: Upload<TFile>, job: Job<TFile>, from: RetryFrom | undefined): Step {
    if (upload.status === 'done') {
      resetToTicket(job, this.#ports.createId())
      return 'requesting'
    }
    // What it stored was overwritten since, under a key that is another upload's now.
    const hasLost = this.#ports.heldKeys.hasLost(job)
    if (upload.status !== 'failed' && job.mayBeRegistered && !hasLost) {
      // It was called off after a confirm whose answer was lost.
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

  #startAgain(job: Job<TFile>, next: Step): void {
    const isWithoutBytes = next === 'confirming'
    void this.#recovering.keep(job, next)
    if (!isWithoutBytes) this.#store.dispatch(job.id, { type: 'restarted', next }, 'now')
    this.#pipeline.enqueue(job, next)
  }

  #onRested(id: string): void {
    this.#settled.rested(id)
    if (!this.#store.isAtRest || this.#isSettling) return
    this.#isSettling = true
    queueMicrotask(() => {
      this.#isSettling = false
      if (this.#isDestroyed || !this.#store.isAtRest) return
      this.#events.emit('settled', { totals: this.#store.snapshot.totals })
    })
  }

  #each(
    ids: Ids,
    may: (upload: Upload<TFile>) => boolean,
    act: (upload: Upload<TFile>, job: Job<TFile>) => void,
  ): void {
    for (const id of this.#resolve(ids)) {
      const upload = this.#store.get(id)
      const job = this.#jobs.get(id)
      if (upload && job && may(upload)) act(upload, job)
    }
  }

  #resolve(ids: Ids): readonly string[] {
    checkIds(ids, 'ids')
    if (this.#isDestroyed) return []
    if (ids === 'all') return this.#store.ids
    return typeof ids === 'string' ? [ids] : ids
  }
}

/** Where an upload stands, or will go on. */
function stepOf(upload: Upload): Step {
  switch (upload.status) {
    case 'queued':
      return upload.next
    case 'paused':
    case 'failed':
      return upload.at
    case 'inspecting':
    case 'requesting':
    case 'sending':
    case 'confirming':
      return upload.status
    default:
      return 'inspecting'
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

function isSendAgain(upload: Upload, from: RetryFrom | undefined): boolean {
  return upload.status === 'done' && upload.outcome !== 'initial' && from === 'ticket'
}

function toFileList(files: Iterable<File>): readonly File[] {
  if (typeof files !== 'object' || files === null || !(Symbol.iterator in files)) {
    throw new TypeError('add takes an iterable of File, such as input.files or an array.')
  }
  const list = [...files]
  const wrong = list.findIndex((file) => !(file instanceof Blob) || typeof file.name !== 'string')
  if (wrong !== -1) throw new TypeError(`add takes File objects, and number ${wrong + 1} is none.`)
  return list
}

/** The app is asked for all files before any is taken in: it may throw. */
function readMetadata(metadata: AddOptions['metadata'], files: readonly File[]): (file: File) => Metadata {
  if (metadata === undefined) return () => noMetadata
  if (typeof metadata === 'function') {
    const byFile = new Map(files.map((file) => [file, freeze(checkMetadata(metadata(file)))]))
    return (file) => byFile.get(file) ?? noMetadata
  }
  const frozen = freeze(metadata)
  return () => frozen
}

const noMetadata: Metadata = Object.freeze({})

/** An upload keeps what it was added under, whatever the app does to its object later. */
function freeze(metadata: Metadata): Metadata {
  return Object.freeze(structuredClone(metadata))
}
