import type { Clock, Connection } from '../contract/ports/page.js'
import type { RecoveryStage } from '../contract/recovery.js'
import type { RetryFrom, Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import { loadAgainLater } from '../shared/loading/loadAgainLater.js'
import type { Terms } from './entry.js'
import { canResume } from './selectors.js'
import type { CreateRunner, LoadRunner, Runner, RunnerContext } from './Runner.js'

/** Uploads handed over in one task: thousands at once would hold up the page. */
const handedOverAtOnce = 250

interface LazyRunnerContext<TFile extends StoredFile> extends RunnerContext<TFile> {
  readonly ports: { readonly clock: Clock; readonly connection: Connection }
}

/**
 * Stands in for the runner until its code has loaded, and loads it with the first upload. Commands on uploads that still
 * wait take effect at once, because there is nothing to abort or to give back. Code that cannot be loaded is treated as
 * a lost connection: an offline page and a new deployment look alike from here, and both can mend themselves.
 */
export class LazyRunner<TFile extends StoredFile> implements Runner<TFile> {
  readonly #context: LazyRunnerContext<TFile>
  readonly #load: LoadRunner<TFile>
  readonly #waiting = new Set<string>()
  /** Those of the waiting that are to start, in the order in which they were started. */
  readonly #started = new Set<string>()
  #runner: Runner<TFile> | null = null
  #loading: Promise<void> | null = null
  #failedLoads = 0
  /** Calls off the next attempt to load, or the next slice. */
  #callOff: (() => void) | null = null
  /** Resolved once the runner is there or the uploader was destroyed; null if nobody waits for that. */
  #ready: PromiseWithResolvers<void> | null = null
  #isClosed = false

  constructor(context: LazyRunnerContext<TFile>, load: LoadRunner<TFile>) {
    this.#context = context
    this.#load = load
  }

  /** Loads the code. Resolves when that has succeeded or failed; calls share one attempt. */
  // Not async, because it is called twice for each of thousands of files, and each call would create another promise.
  // oxlint-disable-next-line typescript/promise-function-async
  load(): Promise<void> {
    if (this.#isClosed || this.#runner) return Promise.resolve()
    if (this.#loading) return this.#loading
    this.#callOff?.()
    const loaded = this.#load()
    if (!(loaded instanceof Promise)) {
      this.#begin(loaded)
      return Promise.resolve()
    }
    this.#loading = loaded.then(
      (create) => this.#begin(create),
      () => this.#fail(),
    )
    return this.#loading
  }

  /** Takes on an upload that was just added. It does nothing before `start`. */
  take(id: string): void {
    void this.load()
    if (this.#runner && this.#waiting.size === 0) this.#runner.save(id, 'inspecting')
    else this.#waiting.add(id)
  }

  start(id: string, step: Step): void {
    if (!this.#waiting.has(id)) return this.#runner?.start(id, step)
    this.#started.add(id)
    this.#show(id)
    void this.load()
  }

  stop(id: string): void {
    if (!this.#waiting.has(id)) return this.#runner?.stop(id)
    this.#started.delete(id)
  }

  discard(id: string): void {
    if (!this.#waiting.has(id)) return this.#runner?.discard(id)
    this.#started.delete(id)
  }

  restart(id: string, from: RetryFrom | undefined): void {
    if (!this.#waiting.has(id)) return this.#runner?.restart(id, from)
    this.#context.store.dispatch(id, { type: 'restarted', next: 'inspecting', keep: 'nothing' }, 'now')
    this.start(id, 'inspecting')
  }

  release(id: string): void {
    if (!this.#waiting.delete(id)) this.#runner?.release(id)
  }

  save(id: string, stage: RecoveryStage, isPaused?: boolean): void {
    // An upload that waits is written down as a whole when it is handed over.
    if (!this.#waiting.has(id)) this.#runner?.save(id, stage, isPaused)
  }

  async whenSaved(): Promise<void> {
    await this.#runner?.whenSaved()
  }

  async restore(terms: Pick<Terms<TFile>, 'backend' | 'prepare'>): Promise<readonly string[]> {
    if (!this.#runner && !this.#isClosed) {
      this.#ready ??= Promise.withResolvers()
      void this.load()
      await this.#ready.promise
    }
    return (await this.#runner?.restore(terms)) ?? []
  }

  async provideFile(id: string, file: File, at: Step): Promise<boolean> {
    return (await this.#runner?.provideFile(id, file, at)) ?? false
  }

  concurrencyChanged(): void {
    this.#runner?.concurrencyChanged()
  }

  close(): void {
    this.#isClosed = true
    this.#waiting.clear()
    this.#callOff?.()
    this.#runner?.close()
    this.#ready?.resolve()
  }

  #begin(create: CreateRunner<TFile>): void {
    if (this.#isClosed) return
    this.#runner = create(this.#context)
    this.#ready?.resolve()
    this.#handOver(this.#runner)
  }

  #handOver(runner: Runner<TFile>): void {
    for (let count = 0; count < handedOverAtOnce; count += 1) {
      const [id] = this.#started.size > 0 ? this.#started : this.#waiting
      if (id === undefined) return
      this.#waiting.delete(id)
      const upload = this.#context.store.get(id)
      if (upload && upload.status !== 'cancelled') runner.save(id, 'inspecting', canResume(upload))
      if (this.#started.delete(id)) runner.start(id, 'inspecting')
    }
    this.#callOff = this.#context.ports.clock.schedule(() => this.#handOver(runner), 0)
  }

  #fail(): void {
    this.#loading = null
    this.#failedLoads += 1
    for (const id of this.#started) this.#show(id)
    if (this.#isClosed || !this.#isWanted) return
    this.#callOff = loadAgainLater(this.#context.ports, this.#failedLoads, () => {
      if (this.#isWanted) void this.load()
    })
  }

  /** `preload` alone is no reason for timers and listeners. */
  get #isWanted(): boolean {
    return this.#waiting.size > 0 || this.#ready !== null
  }

  /** Shows in the row of a started upload what it waits for. */
  #show(id: string): void {
    const isCutOff = !this.#runner && this.#failedLoads > 0
    this.#context.store.dispatch(
      id,
      isCutOff ? { type: 'paused', by: 'offline', at: 'inspecting' } : { type: 'queued', next: 'inspecting' },
    )
  }
}
