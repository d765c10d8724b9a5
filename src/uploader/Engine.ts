import { Emitter } from '../shared/Emitter.js'
import { checkAddOptions, checkCall, checkFiles, checkIds, checkMetadata } from './options/checkCall.js'
import { checkOptions } from './options/checkOptions.js'
import type { Ports } from '../contract/ports/ports.js'
import { LazyRunner } from './LazyRunner.js'
import { createRun, type Terms } from './entry.js'
import type { LoadRunner, RunnerContext } from './Runner.js'
import { validateFiles } from './validateFiles.js'
import { canCancel, canPause, canRemove, canResume, canRetry, isToClear, lacksFile, stepOf } from './selectors.js'
import { SettledWaiters } from './SettledWaiters.js'
import { SizeReader } from './SizeReader.js'
import { type AppFacts, createInitialUpload, createUpload } from './reducer.js'
import { sharedCode } from './sharedCode.js'
import { Store } from './Store.js'
import type {
  AddOptions,
  AddResult,
  ClearOptions,
  Ids,
  Settled,
  SettledOptions,
  Uploader,
} from '../contract/uploader.js'
import type { ChangeableOptions, UploaderOptions } from '../contract/options.js'
import type { Metadata } from '../contract/json.js'
import type { Rejection, Restrictions } from '../contract/restrictions.js'
import type { RetryFrom } from '../contract/step.js'
import type { Snapshot, Upload } from '../contract/upload.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { UploadBackend } from '../contract/backend.js'
import type { UploaderEvents } from '../contract/events.js'
import type { WatcherContext } from './watching/watchUpload.js'

/** What the uploader itself needs from outside, before the first file. */
export type PagePorts = Pick<Ports, 'clock' | 'connection' | 'servers' | 'createId'>

/** The uploader: takes commands, decides whether they are allowed, and hands the work to the runner. */
export class Engine<TFile extends StoredFile> implements Uploader<TFile> {
  readonly #events = new Emitter<UploaderEvents<TFile>>()
  readonly #store: Store<TFile>
  readonly #runner: LazyRunner<TFile>
  readonly #settled: SettledWaiters<TFile>
  readonly #sizes: SizeReader
  readonly #closing = new AbortController()
  readonly #context: RunnerContext<TFile> & WatcherContext<TFile>
  #options: UploaderOptions<TFile>
  /** Added, and not started yet. */
  readonly #notStarted = new Set<string>()
  #notifiedBytes = 0
  /** `settled` is emitted once, whatever listeners do before. */
  #isSettling = false

  constructor(options: UploaderOptions<TFile>, ports: PagePorts, loadRunner: LoadRunner<TFile>) {
    checkOptions(options)
    this.#options = options
    this.#store = new Store<TFile>(ports.clock, {
      onNotified: (totals) => {
        const bytes = totals.inspectedBytes + totals.sentBytes
        if (bytes === this.#notifiedBytes) return
        this.#notifiedBytes = bytes
        this.#events.emit('progressed', { totals })
      },
      onSettled: () => this.#onSettled(),
      onProcessing: (id) => this.#watch(id),
    })
    this.#sizes = new SizeReader(ports.clock, () => this.#store.sizesChanged())
    this.#settled = new SettledWaiters((id) => this.#store.get(id))
    this.#context = {
      store: this.#store,
      events: this.#events,
      code: sharedCode,
      readConcurrency: () => this.#options.concurrency,
      ports,
      uploader: this,
      signal: this.#closing.signal,
    }
    this.#runner = new LazyRunner(this.#context, loadRunner)
  }

  add(files: Iterable<File>, options: AddOptions = {}): AddResult {
    if (this.#isDestroyed) throw new TypeError('The uploader was destroyed. Create a new one.')
    checkAddOptions(options)
    const list = checkFiles(files)
    const { group, handles } = options
    const { backend, prepare } = this.#options
    // Restrictions apply as they were when the upload was added, even if the app changes its object later.
    const restrictions = Object.freeze({ ...(options.restrictions ?? this.#options.restrictions) })
    const metadataOf = readMetadata(options.metadata, list)
    const results = validateFiles(list, {
      restrictions: prepare ? beforePrepare(restrictions) : restrictions,
      present: () => this.#store.all.filter((upload) => upload.group === group),
      checkBackend: (file) => (prepare ? undefined : backend.check?.(file, metadataOf(file))),
    })
    // The app's own functions have been asked, and one of them may have ended everything.
    if (this.#isDestroyed) return { accepted: [], rejected: [] }
    const terms = { backend, prepare, restrictions, handles }
    const accepted: string[] = []
    const acceptedFiles: File[] = []
    const rejected: Rejection[] = []
    for (const result of results) {
      if (result.kind === 'rejected') {
        const id = this.#context.ports.createId()
        rejected.push({ id, file: result.file, reasons: result.reasons, ...(group !== undefined && { group }) })
        continue
      }
      if (result.replaces !== undefined) this.remove(result.replaces)
      accepted.push(this.#addOne(result.file, { metadata: metadataOf(result.file), group }, terms))
      acceptedFiles.push(result.file)
    }
    this.#sizes.read(acceptedFiles)
    this.#announceIntake(accepted, rejected)
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
      const id = known.get(stored.id) ?? this.#context.ports.createId()
      if (!known.has(stored.id)) this.#store.put(createInitialUpload(id, stored, options.group))
      known.set(stored.id, id)
      return id
    })
  }

  start(ids: Ids): void {
    for (const id of this.#resolve(ids)) {
      if (!this.#notStarted.delete(id)) continue
      // An upload that was paused meanwhile starts when it is resumed.
      if (this.#store.get(id)?.status === 'queued') this.#runner.start(id, 'inspecting')
    }
  }

  pause(ids: Ids): void {
    this.#each(ids, canPause, (upload) => {
      const at = stepOf(upload)
      this.#runner.stop(upload.id)
      this.#store.dispatch(upload.id, { type: 'paused', by: 'user', at }, 'now')
      this.#runner.save(upload.id, at, true)
    })
  }

  resume(ids: Ids): void {
    this.#each(ids, canResume, (upload) => {
      const { id } = upload
      const at = stepOf(upload)
      this.#runner.save(id, at)
      if (this.#notStarted.has(id)) this.#store.dispatch(id, { type: 'queued', next: 'inspecting' }, 'now')
      else this.#runner.start(id, at)
    })
  }

  cancel(ids: Ids): void {
    this.#each(ids, canCancel, ({ id }) => {
      this.#discard(id)
      this.#store.dispatch(id, { type: 'cancelled' }, 'now')
      const upload = this.#store.get(id)
      if (upload) this.#events.emit('cancelled', { upload })
    })
  }

  retry(ids: Ids, options: { readonly from?: RetryFrom } = {}): void {
    checkCall('retry', options)
    this.#each(
      ids,
      (upload) => canRetry(upload) || isSendAgain(upload, options.from),
      ({ id }) => this.#runner.restart(id, options.from),
    )
  }

  remove(ids: Ids): void {
    this.#each(ids, canRemove, ({ id, status }) => {
      if (status !== 'done') this.#discard(id)
      this.#runner.release(id)
      this.#store.delete(id)
      this.#events.emit('removed', { id })
    })
  }

  clear(options: ClearOptions = {}): readonly string[] {
    checkCall('clear', options)
    if (this.#isDestroyed) return []
    const ids = this.#store.all.filter((upload) => isToClear(upload, options)).map(({ id }) => id)
    this.remove(ids)
    return ids
  }

  dismiss(rejectionIds: Ids): void {
    checkIds(rejectionIds, 'dismiss')
    if (this.#isDestroyed) return
    const gone = new Set([rejectionIds].flat())
    const left = rejectionIds === 'all' ? [] : this.#store.rejections.filter(({ id }) => !gone.has(id))
    if (left.length !== this.#store.rejections.length) this.#store.setRejections(left)
  }

  preload(): Promise<void> {
    const isOnServer = typeof document === 'undefined'
    return isOnServer ? Promise.resolve() : this.#runner.load()
  }

  async recover(): Promise<readonly string[]> {
    const { backend, prepare, recovery } = this.#options
    if (!recovery || backend.scope === undefined || this.#isDestroyed) return []
    const ids = await this.#runner.restore({ backend, prepare })
    if (!this.#isDestroyed) this.#announceIntake(ids, [])
    return ids
  }

  async provideFile(id: string, file: File): Promise<boolean> {
    const upload = this.#store.get(id)
    return upload !== undefined && lacksFile(upload) && this.#runner.provideFile(id, file, stepOf(upload))
  }

  whenSettled(options: SettledOptions = {}): Promise<Settled<TFile>> {
    checkCall('whenSettled', options)
    if (this.#isDestroyed) return Promise.reject(this.#closing.signal.reason as DOMException)
    const named = options.ids ?? this.#store.ids
    const { group } = options
    const ids = group === undefined ? named : named.filter((id) => this.#store.get(id)?.group === group)
    return this.#settled.wait(ids, options)
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener)
  }

  getSnapshot(): Snapshot<TFile> {
    return this.#store.snapshot
  }

  getUpload(id: string): Upload<TFile> | undefined {
    return this.#store.get(id)
  }

  getBackend(id?: string): UploadBackend<TFile> {
    return this.#store.uploadable(id ?? '')?.run.backend ?? this.#options.backend
  }

  on<K extends keyof UploaderEvents<TFile>>(event: K, listener: (event: UploaderEvents<TFile>[K]) => void): () => void {
    return this.#events.on(event, listener)
  }

  setOptions(options: ChangeableOptions<TFile>): void {
    if (this.#isDestroyed) return
    const next = { ...this.#options, ...options }
    checkOptions(next)
    this.#options = next
    this.#runner.concurrencyChanged()
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#closing.abort(new DOMException('The uploader was destroyed.', 'AbortError'))
    this.#sizes.stop()
    this.#runner.close()
    this.#events.clear()
    this.#notStarted.clear()
    this.#settled.check(this.#closing.signal.reason)
    this.#store.close()
  }

  get #isDestroyed(): boolean {
    return this.#closing.signal.aborted
  }

  /** Watches a file that the backend still processes. Without the code for it, the upload is done all the same. */
  #watch(id: string, sinceMs: number = this.#context.ports.clock.now()): void {
    if (this.#isDestroyed) return
    import('./watching/watchUpload.js').then(
      ({ watchUpload }) => watchUpload(id, sinceMs, this.#context),
      () => this.#context.ports.clock.schedule(() => this.#watch(id, sinceMs), 30_000),
    )
  }

  #addOne(file: File, facts: AppFacts, terms: Terms<TFile>): string {
    const { createId } = this.#context.ports
    const id = createId()
    this.#store.put(createUpload<TFile>(id, file, facts), createRun(terms, file, createId()))
    this.#notStarted.add(id)
    this.#runner.take(id)
    return id
  }

  #announceIntake(accepted: readonly string[], rejected: readonly Rejection[]): void {
    if (rejected.length > 0) {
      this.#store.setRejections([...this.#store.rejections, ...rejected])
      this.#events.emit('rejected', { rejections: rejected })
    }
    if (accepted.length === 0) return
    const uploads = accepted.map((id) => this.#store.get(id)).filter((upload) => upload !== undefined)
    this.#events.emit('added', { uploads })
  }

  #discard(id: string): void {
    this.#notStarted.delete(id)
    this.#runner.discard(id)
  }

  #onSettled(): void {
    this.#settled.check()
    if (!this.#store.isAtRest || this.#isSettling) return
    this.#isSettling = true
    queueMicrotask(() => void this.#emitSettled())
  }

  async #emitSettled(): Promise<void> {
    // Whoever leaves the page on this event must not lose what the next page needs.
    await this.#runner.whenSaved()
    this.#isSettling = false
    if (this.#isDestroyed || !this.#store.isAtRest) return
    this.#events.emit('settled', { totals: this.#store.snapshot.totals })
  }

  #each(ids: Ids, may: (upload: Upload<TFile>) => boolean, act: (upload: Upload<TFile>) => void): void {
    for (const id of this.#resolve(ids)) {
      const upload = this.#store.get(id)
      if (upload && may(upload)) act(upload)
    }
  }

  #resolve(ids: Ids): readonly string[] {
    checkIds(ids, 'ids')
    if (this.#isDestroyed) return []
    if (ids === 'all') return this.#store.ids
    return typeof ids === 'string' ? [ids] : ids
  }
}

/** What a file that is to be prepared has to comply with as it was picked. The rest is about what is made of it. */
function beforePrepare({ maxFiles, overflow, maxPickedBytes }: Restrictions): Restrictions {
  // What is undefined was left out by the app, and is read as left out.
  return { maxFiles, overflow, maxSizeBytes: maxPickedBytes } as Restrictions
}

function isSendAgain(upload: Upload, from: RetryFrom | undefined): boolean {
  return upload.status === 'done' && upload.outcome !== 'initial' && from === 'ticket'
}

/** The app's function is called for all files before any is accepted, because it may throw. */
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
