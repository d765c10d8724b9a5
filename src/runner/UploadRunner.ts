import type { Ports } from '../contract/ports/ports.js'
import type { RecoveryStage } from '../contract/recovery.js'
import type { RetryFrom, Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { Terms } from '../uploader/entry.js'
import type { Runner, RunnerContext } from '../uploader/Runner.js'
import type { Store } from '../uploader/Store.js'
import { Abandoning } from './Abandoning.js'
import { ActiveUpload } from './ActiveUpload.js'
import { BackendCalls } from './calls/BackendCalls.js'
import { repeatConfirm } from './confirm.js'
import { KnownServers } from './outages/KnownServers.js'
import type { CreatePersistence } from './recovery/Persistence.js'
import type { RestoringRunner } from './recovery/RestoringRunner.js'
import { planRestart } from './planRestart.js'
import type { LazyCode } from './lazy/LazyCode.js'
import type { RunContext } from './RunContext.js'
import { runUpload } from './runUpload.js'
import { type Limits, Scheduler } from './scheduling/Scheduler.js'
import type { Turn } from './scheduling/Turn.js'
import { SingleFlight } from './SingleFlight.js'
import { SpeedMeter } from '../shared/SpeedMeter.js'
import { reduce } from '../uploader/reduceRun.js'

const defaultSending = 3

/**
 * Starts and stops the runs of uploads on the uploader's commands, and tells the scheduler when the page is left or its
 * connection changes.
 */
export class UploadRunner<TFile extends StoredFile> implements Runner<TFile>, RestoringRunner {
  readonly #options: RunnerContext<TFile>
  readonly #ports: Ports
  readonly #store: Store<TFile>
  readonly #context: RunContext<TFile>
  readonly #active = new Map<string, ActiveUpload<TFile>>()
  #stopListening: readonly (() => void)[] | null = null
  #isClosed = false

  constructor(
    options: RunnerContext<TFile>,
    ports: Ports,
    lazyCode: LazyCode,
    createPersistence?: CreatePersistence<TFile>,
  ) {
    const { store, events, code } = options
    this.#options = options
    this.#ports = ports
    this.#store = store
    const persistence = createPersistence?.(ports.inspector, options) ?? null
    store.equip({ reduce: (entry, action) => reduce(entry, action, code), speed: new SpeedMeter() })
    const servers = new KnownServers<TFile>(ports)
    const scheduler = new Scheduler<TFile>({
      ports,
      store,
      servers,
      limits: this.#limits,
      isPersisted: (active) => persistence?.isRecoverable(active) ?? false,
      start: (id, turn) => this.#run(id, 'inspecting', turn),
    })
    const calls = new BackendCalls<TFile>({
      clock: ports.clock,
      events,
      loadRareCode: lazyCode.loadRareCode,
      onAnswer: (backend) => servers.recordAnswer(backend, 'api'),
    })
    const singleFlight = new SingleFlight<TFile>()
    const abandoning = new Abandoning(ports, store)
    this.#context = {
      ports,
      store,
      events,
      code,
      calls,
      scheduler,
      servers,
      singleFlight,
      persistence,
      abandoning,
      expiries: new WeakMap(),
      lazyCode,
    }
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** The first upload starts the listeners and joins the slots, so that an unused uploader costs nothing. */
  open(): void {
    if (this.#stopListening) return
    this.#stopListening = [
      this.#ports.connection.subscribe(() => this.#connectionChanged()),
      this.#ports.page.onLeave(() => this.#leavePage()),
    ]
    this.#context.scheduler.open()
  }

  start(id: string, step: Step): void {
    if (this.#isClosed) return
    this.open()
    // Thousands of files may wait for their inspection, so a function runs only for those whose turn it is.
    if (step === 'inspecting') this.#context.scheduler.startLater(id)
    else this.#run(id, step)
  }

  stop(id: string): void {
    const { scheduler, singleFlight } = this.#context
    this.#active.get(id)?.abort()
    scheduler.forget(id)
    // At once and not when the aborted run has ended, because a resume in the same task starts another.
    this.#active.delete(id)
    singleFlight.stopLeading(id)
  }

  discard(id: string): void {
    this.stop(id)
    this.#context.abandoning.abandon(id)
    this.#context.persistence?.forget(id)
  }

  restart(id: string, from: RetryFrom | undefined): void {
    const entry = this.#store.uploadable(id)
    if (!entry) return
    const { next, keep, abandonsTicket } = planRestart(entry, from, this.#ports.heldKeys)
    // First, because the new run may know nothing of it.
    if (abandonsTicket) this.#context.abandoning.abandon(id)
    // Under the old key the backend would answer with the old upload, which is wanted only where that is continued.
    const idempotencyKey = keep === 'everything' ? entry.run.idempotencyKey : this.#ports.createId()
    this.#store.dispatch(id, { type: 'restarted', next, keep, idempotencyKey }, 'now')
    this.save(id, next)
    this.start(id, next)
  }

  /** The row is being removed. Until now it held its keys, so that no other upload overwrote its file. */
  release(id: string): void {
    const entry = this.#store.uploadable(id)
    if (entry) this.#ports.heldKeys.release(entry.run.claimant)
  }

  save(id: string, stage: RecoveryStage, isPaused = false): void {
    void this.#context.persistence?.save(id, stage, isPaused)
  }

  whenSaved(): Promise<void> {
    return this.#context.persistence?.whenHandedOver() ?? Promise.resolve()
  }

  async restore(terms: Pick<Terms<TFile>, 'backend' | 'prepare'>): Promise<readonly string[]> {
    if (!this.#context.persistence) return []
    const { restoreUploads } = await this.#context.lazyCode.loadRareCode()
    return restoreUploads(terms, this.#context, this)
  }

  async provideFile(id: string, file: File, at: Step): Promise<boolean> {
    const { provideFile } = await this.#context.lazyCode.loadRareCode()
    return provideFile(id, file, at, this.#context, this)
  }

  concurrencyChanged(): void {
    this.#context.scheduler.setLimits(this.#limits)
  }

  close(): void {
    const { calls, scheduler, abandoning } = this.#context
    this.#isClosed = true
    calls.close()
    abandoning.close()
    for (const stop of this.#stopListening ?? []) stop()
    scheduler.close()
    for (const id of this.#active.keys()) this.stop(id)
    // Registered uploads release their keys last, so that abandoning the others cannot touch what these have stored.
    const isRegistered = (status: string): boolean => status === 'confirming' || status === 'done'
    for (const { id, status } of this.#store.all) {
      if (isRegistered(status)) continue
      this.release(id)
      abandoning.abandon(id)
      this.#context.persistence?.forget(id)
    }
    for (const { id } of this.#store.all) this.release(id)
    this.#ports.inspector.dispose()
  }

  get #limits(): Limits {
    const { inspecting, sending } = this.#options.readConcurrency() ?? {}
    return { inspecting: inspecting ?? this.#ports.inspector.concurrency, sending: sending ?? defaultSending }
  }

  #run(id: string, step: Step, turn?: Turn<TFile>): void {
    const entry = this.#store.uploadable(id)
    if (!entry) return turn?.end()
    const active = new ActiveUpload(id, entry, this.#store)
    this.#active.set(id, active)
    void runUpload(active, step, this.#context, turn).finally(() => {
      if (this.#active.get(id) === active) this.#active.delete(id)
    })
  }

  #connectionChanged(): void {
    const { abandoning, scheduler } = this.#context
    if (this.#ports.connection.isOnline()) abandoning.flush()
    scheduler.connectionChanged()
  }

  #leavePage(): void {
    for (const active of this.#active.values()) {
      const { upload } = active
      // One that shows as paused waits for code, which is not going to come now.
      const isConfirming = upload.status === 'paused' ? upload.at === 'confirming' : upload.status === 'confirming'
      if (isConfirming) repeatConfirm(active, this.#context)
    }
    this.#context.scheduler.leavePage()
  }
}
