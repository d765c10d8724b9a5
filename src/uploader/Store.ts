import { callSafely } from '../shared/Emitter.js'
import type { Clock } from '../contract/ports/page.js'
import type { SpeedMeter } from '../shared/SpeedMeter.js'
import { canResume, computeTotals, isInState, isResting, isUnfinished } from './selectors.js'
import { isUploadable, type Entry, type Run, type UploadableEntry } from './entry.js'
import { type Action, type Command, reduceCommand } from './reducer.js'
import type { Rejection } from '../contract/restrictions.js'
import type { Snapshot, Totals, Upload } from '../contract/upload.js'
import type { StoredFile } from '../contract/storedFile.js'

/** The snapshot before anything was added; a server renders from it, too. */
export const emptySnapshot: Snapshot<never> = {
  uploads: [],
  rejections: [],
  totals: { count: 0, done: 0, failed: 0, totalBytes: 0, inspectedBytes: 0, sentBytes: 0, progress: 0 },
}

export interface StoreHooks {
  /** The listeners were notified of a change. */
  readonly onNotified: (totals: Totals) => void
  /** An upload settled, or was removed before it had settled. */
  readonly onSettled: () => void
  /** There is an upload whose file the backend still processes. */
  readonly onProcessing: (id: string) => void
}

/** What a store needs once uploads run. The runner brings it, because before its first step nothing else happens. */
export interface RunTools<TFile extends StoredFile> {
  reduce(entry: Entry<TFile>, action: Action<TFile>): Entry<TFile>
  readonly speed: SpeedMeter
}

/** Listeners are notified of progress at most this often. */
const notifyIntervalMs = 100

/**
 * Holds the entries by id, and makes immutable snapshots of them when somebody asks for one. Listeners are notified of a
 * command's effect in the same task, and of progress at most ten times a second.
 */
export class Store<TFile extends StoredFile> {
  readonly #clock: Clock
  readonly #hooks: StoreHooks
  readonly #entries = new Map<string, Entry<TFile>>()
  #rejections: readonly Rejection[] = emptySnapshot.rejections
  #snapshot: Snapshot<TFile> | null = emptySnapshot
  /** Computed again only after an upload changed. */
  #uploadsAndTotals: Pick<Snapshot<TFile>, 'uploads' | 'totals'> | null = emptySnapshot
  readonly #listeners = new Set<() => void>()

  #activeCount = 0
  #hasSettled = false
  #pausedByUser = 0
  #unfinished = 0
  readonly #batch = new Set<string>()
  #progressBefore = 0
  /** Every byte that was sent, including those sent again: the speed is computed from it. */
  #bytesSent = 0
  #tools: RunTools<TFile> | null = null

  #notifiedAt = -Infinity
  #isNotifyPlanned = false
  #cancelNotify: (() => void) | null = null
  #isClosed = false

  constructor(clock: Clock, hooks: StoreHooks) {
    this.#clock = clock
    this.#hooks = hooks
  }

  /** From now on uploads run, and not only commands change them. */
  equip(tools: RunTools<TFile>): void {
    this.#tools = tools
  }

  get(id: string): Upload<TFile> | undefined {
    return this.#entries.get(id)?.upload
  }

  /** The entry of an upload that can be uploaded. */
  uploadable(id: string): UploadableEntry<TFile> | undefined {
    const entry = this.#entries.get(id)
    return entry && isUploadable(entry) ? entry : undefined
  }

  get ids(): readonly string[] {
    return [...this.#entries.keys()]
  }

  get all(): readonly Upload<TFile>[] {
    const uploads: Upload<TFile>[] = []
    // A plain loop, because this runs for every notification, and `Array.from` would allocate twice as much.
    for (const { upload } of this.#entries.values()) uploads.push(upload)
    return uploads
  }

  get rejections(): readonly Rejection[] {
    return this.#rejections
  }

  /** Whether every upload has settled. */
  get isAtRest(): boolean {
    return this.#activeCount === 0
  }

  get snapshot(): Snapshot<TFile> {
    if (this.#snapshot) return this.#snapshot
    if (!this.#uploadsAndTotals) {
      const uploads = this.all
      this.#uploadsAndTotals = { uploads, totals: this.#computeTotals(uploads) }
    }
    this.#snapshot = { ...this.#uploadsAndTotals, rejections: this.#rejections }
    return this.#snapshot
  }

  /** Adds an upload, or replaces the one with its id. */
  put(upload: Upload<TFile>, run: Run<TFile> | null = null): void {
    this.#count(this.get(upload.id), upload)
    this.#entries.set(upload.id, { upload, run })
    this.#uploadsChanged('now')
  }

  dispatch(id: string, action: Action<TFile>, when: 'now' | 'soon' = 'soon'): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    // Without tools nothing runs, so every action is a command.
    const changed = this.#tools ? this.#tools.reduce(entry, action) : reduceCommand(entry, action as Command)
    if (changed === entry) return
    this.#entries.set(id, changed)
    const { upload: before } = entry
    const { upload: after } = changed
    // Nobody outside can see what the runner notes.
    if (after === before) return
    if (action.type === 'sendProgressed') this.#bytesSent += Math.max(0, after.sentBytes - before.sentBytes)
    this.#count(before, after)
    this.#uploadsChanged(when)
    this.#reportSettled()
  }

  delete(id: string): void {
    const before = this.get(id)
    if (!before) return
    this.#count(before, undefined)
    this.#entries.delete(id)
    this.#batch.delete(id)
    this.#uploadsChanged('now')
    this.#reportSettled()
  }

  setRejections(rejections: readonly Rejection[]): void {
    this.#rejections = rejections
    this.#changed('now')
  }

  /** More sizes are known, so the totals change. */
  sizesChanged(): void {
    this.#uploadsChanged('soon')
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Nothing moves any more, so the time left is unknown. */
  forgetSpeed(): void {
    this.#tools?.speed.reset()
    this.#uploadsChanged('soon')
  }

  /** Notifies nobody any more. */
  close(): void {
    this.#isClosed = true
    this.#listeners.clear()
    this.#cancelNotify?.()
  }

  #count(before: Upload<TFile> | undefined, after: Upload<TFile> | undefined): void {
    if (after && isInState(after, 'processing')) this.#hooks.onProcessing(after.id)
    const unfinished = changeOf(isUnfinished, before, after)
    if (after && unfinished > 0) this.#joinBatch(after.id)
    this.#unfinished += unfinished
    this.#pausedByUser += changeOf(canResume, before, after)
    const active = changeOf((upload) => !isResting(upload), before, after)
    if (active === 0) return
    this.#activeCount += active
    if (this.#activeCount === 0) this.#tools?.speed.reset()
    if (active < 0) this.#hasSettled = true
  }

  #reportSettled(): void {
    if (!this.#hasSettled) return
    this.#hasSettled = false
    this.#hooks.onSettled()
  }

  /**
   * A batch lasts as long as any upload is active or paused by the user. If it ended in failures, retrying those continues
   * it. Any other upload starts the next batch, which includes everything that is still unfinished.
   */
  #joinBatch(id: string): void {
    const isAtWork = this.#activeCount > 0 || this.#pausedByUser > 0
    const goesOn = isAtWork || (this.#unfinished > 0 && this.#batch.has(id))
    if (!goesOn) {
      this.#batch.clear()
      for (const upload of this.all) if (isUnfinished(upload)) this.#batch.add(upload.id)
      this.#progressBefore = 0
    }
    this.#batch.add(id)
  }

  #computeTotals(uploads: readonly Upload<TFile>[]): Totals {
    const totals = computeTotals(uploads, {
      batch: this.#batch,
      progressBefore: this.#progressBefore,
      bytesPerSecond: this.isAtRest ? undefined : this.#tools?.speed.sample(this.#clock.now(), this.#bytesSent),
    })
    this.#progressBefore = totals.progress
    return totals
  }

  #uploadsChanged(when: 'now' | 'soon'): void {
    this.#uploadsAndTotals = null
    this.#changed(when)
  }

  #changed(when: 'now' | 'soon'): void {
    this.#snapshot = null
    if (this.#isClosed || this.#isNotifyPlanned || (when === 'soon' && this.#cancelNotify)) return
    const waitMs = when === 'now' ? 0 : this.#notifiedAt + notifyIntervalMs - this.#clock.now()
    this.#isNotifyPlanned = waitMs <= 0
    if (this.#isNotifyPlanned) queueMicrotask(() => this.#notify())
    else this.#cancelNotify = this.#clock.schedule(() => this.#notify(), waitMs)
  }

  #notify(): void {
    this.#isNotifyPlanned = false
    this.#cancelNotify?.()
    this.#cancelNotify = null
    this.#notifiedAt = this.#clock.now()
    for (const listener of this.#listeners) callSafely(listener)
    this.#hooks.onNotified(this.snapshot.totals)
  }
}

/** By how much the number of uploads with a property changes: -1, 0 or 1. */
function changeOf(is: (upload: Upload) => boolean, before: Upload | undefined, after: Upload | undefined): number {
  return Number(after !== undefined && is(after)) - Number(before !== undefined && is(before))
}
