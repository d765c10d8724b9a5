import { nextTask } from '../shared/nextTask.js'
import type { Clock, Connection } from '../contract/ports/page.js'
import type { RecoveryStage } from '../contract/recovery.js'
import type { RetryFrom, Step } from '../contract/step.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { Terms } from './entry.js'
import type { CreateRunner, LoadRunner, Runner, RunnerContext } from './Runner.js'

/** An upload that waits for the code that will carry it. Nothing of it exists outside of the page yet. */
interface Waiting {
  readonly id: string
  isStarted: boolean
  isPaused: boolean
  isDiscarded: boolean
}

/** Uploads handed over in one task. */
const handedOverAtOnce = 200

const firstRetryMs = 1_000
const longestRetryMs = 30_000

/**
 * Stands in for the runner until its code has loaded, and loads it with the first upload. Commands on uploads that still
 * wait take effect at once, because there is nothing to abort or to give back. Code that cannot be loaded is treated as
 * a lost connection: it is what an offline page and a new deployment have in common, and both can mend themselves.
 */
export class LazyRunner<TFile extends StoredFile> implements Runner<TFile> {
  readonly #context: RunnerContext<TFile>
  readonly #ports: { readonly clock: Clock; readonly connection: Connection }
  readonly #load: LoadRunner<TFile>
  /** In the order in which they are to start. */
  readonly #waiting = new Map<string, Waiting>()
  #runner: Runner<TFile> | null = null
  #loading: Promise<void> | null = null
  #failedLoads = 0
  /** Ends the wait for another attempt to load. */
  #endRetry: (() => void) | null = null
  /** Resolved once the runner is there, or the uploader was destroyed. */
  readonly #ready = Promise.withResolvers<void>()
  /** Somebody asked for what earlier pages left. */
  #isRestoring = false
  #isClosed = false

  constructor(
    context: RunnerContext<TFile>,
    ports: { readonly clock: Clock; readonly connection: Connection },
    load: LoadRunner<TFile>,
  ) {
    this.#context = context
    this.#ports = ports
    this.#load = load
  }

  /** Loads the code. Resolves when that has succeeded or failed; calls share one attempt. */
  load(): Promise<void> {
    if (this.#isClosed || this.#runner) return Promise.resolve()
    if (this.#loading) return this.#loading
    this.#endRetry?.()
    const loaded = this.#load()
    if (!(loaded instanceof Promise)) {
      this.#loaded(loaded)
      return Promise.resolve()
    }
    this.#loading = loaded.then(
      (create) => this.#loaded(create),
      () => this.#failed(),
    )
    return this.#loading
  }

  /** Takes on an upload that was just added. It does nothing before `start`. */
  take(id: string): void {
    void this.load()
    if (this.#runner && this.#waiting.size === 0) return this.#runner.keep(id, 'inspecting')
    this.#waiting.set(id, { id, isStarted: false, isPaused: false, isDiscarded: false })
  }

  start(id: string, step: Step): void {
    const one = this.#waiting.get(id)
    if (!one) return this.#runner?.start(id, step)
    one.isStarted = true
    this.#moveToEnd(one)
    this.#showWaiting(one)
    void this.load()
  }

  stop(id: string): void {
    const one = this.#waiting.get(id)
    if (!one) return this.#runner?.stop(id)
    one.isStarted = false
  }

  discard(id: string): void {
    const one = this.#waiting.get(id)
    if (!one) return this.#runner?.discard(id)
    one.isStarted = false
    one.isDiscarded = true
  }

  restart(id: string, from: RetryFrom | undefined): void {
    const one = this.#waiting.get(id)
    if (!one) return this.#runner?.restart(id, from)
    one.isDiscarded = false
    this.#context.store.dispatch(id, { type: 'restarted', next: 'inspecting', keep: 'nothing' }, 'now')
    this.start(id, 'inspecting')
  }

  drop(id: string): void {
    if (!this.#waiting.delete(id)) this.#runner?.drop(id)
  }

  keep(id: string, stage: RecoveryStage, isPaused = false): void {
    const one = this.#waiting.get(id)
    if (!one) return this.#runner?.keep(id, stage, isPaused)
    one.isPaused = isPaused
  }

  async restore(terms: Pick<Terms<TFile>, 'backend' | 'prepare'>): Promise<readonly string[]> {
    if (!this.#runner && !this.#isClosed) {
      this.#isRestoring = true
      void this.load()
      await this.#ready.promise
    }
    return (await this.#runner?.restore(terms)) ?? []
  }

  async provideFile(id: string, file: File): Promise<boolean> {
    return (await this.#runner?.provideFile(id, file)) ?? false
  }

  concurrencyChanged(): void {
    this.#runner?.concurrencyChanged()
  }

  close(): void {
    this.#isClosed = true
    this.#waiting.clear()
    this.#endRetry?.()
    this.#runner?.close()
    this.#ready.resolve()
  }

  #loaded(create: CreateRunner<TFile>): void {
    this.#loading = null
    if (this.#isClosed) return
    this.#runner = create(this.#context)
    this.#ready.resolve()
    void this.#handOver(this.#runner)
  }

  /** In slices, so that thousands of files do not hold up the page. Uploads added meanwhile join the end. */
  async #handOver(runner: Runner<TFile>): Promise<void> {
    let count = 0
    for (const [id, one] of this.#waiting) {
      this.#waiting.delete(id)
      if (!one.isDiscarded) runner.keep(id, 'inspecting', one.isPaused)
      if (one.isStarted) runner.start(id, 'inspecting')
      count += 1
      if (count % handedOverAtOnce === 0) await nextTask()
    }
  }

  #failed(): void {
    this.#loading = null
    this.#failedLoads += 1
    for (const one of this.#waiting.values()) this.#showWaiting(one)
    if (this.#isClosed || !this.#isWanted) return
    const retry = (): void => (this.#isWanted ? void this.load() : this.#endRetry?.())
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (this.#failedLoads - 1))
    const stops = [this.#ports.connection.subscribe(retry), this.#ports.clock.schedule(retry, delayMs)]
    this.#endRetry = () => {
      this.#endRetry = null
      for (const stop of stops) stop()
    }
  }

  /** Whether anybody needs the code; `preload` alone is no reason for timers and listeners. */
  get #isWanted(): boolean {
    return this.#waiting.size > 0 || this.#isRestoring
  }

  #showWaiting({ id, isStarted }: Waiting): void {
    if (!isStarted) return
    const { store } = this.#context
    if (!this.#runner && this.#failedLoads > 0) store.dispatch(id, { type: 'paused', by: 'offline', at: 'inspecting' })
    else store.dispatch(id, { type: 'queued', next: 'inspecting' })
  }

  #moveToEnd(one: Waiting): void {
    this.#waiting.delete(one.id)
    this.#waiting.set(one.id, one)
  }
}
