import { callSafely } from '../shared/Emitter.js'
import type { Clock } from '../contract/ports/page.js'
import { SpeedMeter } from '../shared/SpeedMeter.js'
import { canResume, computeTotals, isResting, isUnfinished } from './selectors.js'
import { isRunning, type Entry, type Run, type RunningEntry } from './entry.js'
import { type Action, reduce } from './reducer.js'
import type { Rejection } from '../contract/restrictions.js'
import type { Snapshot, Totals, Upload } from '../contract/upload.js'
import type { StoredFile } from '../contract/storedFile.js'

/** Nothing there yet: also what a server renders from. */
export const emptySnapshot: Snapshot<never> = {
  uploads: [],
  rejections: [],
  totals: { count: 0, done: 0, failed: 0, totalBytes: 0, inspectedBytes: 0, sentBytes: 0, progress: 0 },
}

export interface StoreHooks {
  /** The listeners were told of a change. */
  readonly onTold: (totals: Totals) => void
  /** An upload came to rest, or went while it did not. */
  readonly onRested: (id: string) => void
}

/** Listeners hear of moving bytes at most this often. */
const quietMs = 100

/**
 * The uploads by id, and immutable snapshots of them made only when somebody looks. A change that a person caused is
 * told in the same task, what the wire does at most ten times a second.
 */
export class Store<TFile extends StoredFile> {
  readonly #clock: Clock
  readonly #hooks: StoreHooks
  readonly #entries = new Map<string, Entry<TFile>>()
  #rejections: readonly Rejection[] = emptySnapshot.rejections
  #snapshot: Snapshot<TFile> | null = emptySnapshot
  /** Made anew only when an upload changed. */
  #uploadsAndTotals: Pick<Snapshot<TFile>, 'uploads' | 'totals'> | null = emptySnapshot
  readonly #listeners = new Set<() => void>()

  #restless = 0
  readonly #rested: string[] = []
  #heldByUser = 0
  #unfinished = 0
  readonly #batch = new Set<string>()
  #progressBefore = 0
  /** Every byte that went out, re-sent ones too: what the speed is taken from. */
  #bytesOnWire = 0
  readonly #speed = new SpeedMeter()

  #toldAt = -Infinity
  #isTellingSoon = false
  #callOffTelling: (() => void) | null = null
  #isClosed = false

  constructor(clock: Clock, hooks: StoreHooks) {
    this.#clock = clock
    this.#hooks = hooks
  }

  get(id: string): Upload<TFile> | undefined {
    return this.#entries.get(id)?.upload
  }

  entry(id: string): Entry<TFile> | undefined {
    return this.#entries.get(id)
  }

  /** The entry of an upload that can be uploaded. */
  running(id: string): RunningEntry<TFile> | undefined {
    const entry = this.#entries.get(id)
    return entry && isRunning(entry) ? entry : undefined
  }

  get ids(): readonly string[] {
    return [...this.#entries.keys()]
  }

  get all(): readonly Upload<TFile>[] {
    return Array.from(this.#entries.values(), ({ upload }) => upload)
  }

  get rejections(): readonly Rejection[] {
    return this.#rejections
  }

  /** Nothing moves or waits. */
  get isAtRest(): boolean {
    return this.#restless === 0
  }

  get snapshot(): Snapshot<TFile> {
    if (this.#snapshot) return this.#snapshot
    this.#uploadsAndTotals ??= { uploads: this.all, totals: this.#computeTotals() }
    const { uploads, totals } = this.#uploadsAndTotals
    this.#snapshot = { uploads, rejections: this.#rejections, totals }
    return this.#snapshot
  }

  put(upload: Upload<TFile>, run: Run<TFile> | null = null): void {
    this.#count(undefined, upload)
    this.#entries.set(upload.id, { upload, run })
    this.#uploadsChanged('now')
  }

  dispatch(id: string, action: Action<TFile>, when: 'now' | 'soon' = 'soon'): void {
    const entry = this.#entries.get(id)
    if (!entry) return
    const changed = reduce(entry, action)
    if (changed === entry) return
    this.#entries.set(id, changed)
    const { upload: before } = entry
    const { upload: after } = changed
    // Nobody outside can see what the runner notes.
    if (after === before) return
    if (action.type === 'sendProgressed') this.#bytesOnWire += Math.max(0, after.sentBytes - before.sentBytes)
    this.#count(before, after)
    this.#uploadsChanged(when)
    this.#tellRested()
  }

  delete(id: string): void {
    const before = this.get(id)
    if (!before) return
    this.#count(before, undefined)
    this.#entries.delete(id)
    this.#batch.delete(id)
    this.#uploadsChanged('now')
    this.#tellRested()
  }

  setRejections(rejections: readonly Rejection[]): void {
    this.#rejections = rejections
    this.#changed('now')
  }

  /** More sizes are known, so the totals are others. */
  sizesChanged(): void {
    this.#uploadsChanged('soon')
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Nothing moves any more, so no time left can be told. */
  forgetSpeed(): void {
    this.#speed.reset()
    this.#uploadsChanged('soon')
  }

  /** Tells no one any more. */
  close(): void {
    this.#isClosed = true
    this.#listeners.clear()
    this.#callOffTelling?.()
  }

  #count(before: Upload<TFile> | undefined, after: Upload<TFile> | undefined): void {
    const unfinished = changeOf(isUnfinished, before, after)
    if (after && unfinished > 0) this.#joinBatch(after.id)
    this.#unfinished += unfinished
    this.#heldByUser += changeOf(canResume, before, after)
    const restless = changeOf((upload) => !isResting(upload), before, after)
    if (restless === 0) return
    this.#restless += restless
    if (this.#restless === 0) this.#speed.reset()
    if (before && restless < 0) this.#rested.push(before.id)
  }

  #tellRested(): void {
    if (this.#rested.length === 0) return
    for (const id of this.#rested.splice(0)) this.#hooks.onRested(id)
  }

  /**
   * A batch lasts as long as anything moves or is held by the user. One that ended in failures goes on when its own are
   * tried again; what is new then begins the next, and takes along whatever is unfinished: it still counts.
   */
  #joinBatch(id: string): void {
    const isAtWork = this.#restless > 0 || this.#heldByUser > 0
    const goesOn = isAtWork || (this.#unfinished > 0 && this.#batch.has(id))
    if (!goesOn) {
      this.#batch.clear()
      for (const upload of this.all) if (isUnfinished(upload)) this.#batch.add(upload.id)
      this.#progressBefore = 0
    }
    this.#batch.add(id)
  }

  #computeTotals(): Totals {
    const totals = computeTotals(this.all, {
      batch: this.#batch,
      progressBefore: this.#progressBefore,
      bytesPerSecond: this.isAtRest ? undefined : this.#speed.sample(this.#clock.now(), this.#bytesOnWire),
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
    if (this.#isClosed) return
    const waitMs = when === 'now' ? 0 : this.#toldAt + quietMs - this.#clock.now()
    if (waitMs <= 0) this.#tellInThisTask()
    else this.#callOffTelling ??= this.#clock.schedule(() => this.#tell(), waitMs)
  }

  #tellInThisTask(): void {
    if (this.#isTellingSoon) return
    this.#isTellingSoon = true
    queueMicrotask(() => this.#tell())
  }

  #tell(): void {
    this.#isTellingSoon = false
    this.#callOffTelling?.()
    this.#callOffTelling = null
    this.#toldAt = this.#clock.now()
    for (const listener of this.#listeners) callSafely(listener)
    this.#hooks.onTold(this.snapshot.totals)
  }
}

/** By how much the number of those changes that are so: -1, 0 or 1. */
function changeOf(is: (upload: Upload) => boolean, before: Upload | undefined, after: Upload | undefined): number {
  return Number(after !== undefined && is(after)) - Number(before !== undefined && is(before))
}
