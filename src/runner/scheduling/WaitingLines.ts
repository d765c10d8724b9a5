import type { UploadBackend } from '../../contract/backend.js'
import type { Ports } from '../../contract/ports/ports.js'
import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { PlannedRetry } from '../../uploader/reducer.js'
import type { Store } from '../../uploader/Store.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { NextStep } from '../Next.js'
import type { OutageTimeout } from '../outages/OutageTimeout.js'
import type { KnownServers } from '../outages/KnownServers.js'
import type { Turn } from './Turn.js'
import { WaitingLine } from './WaitingLine.js'
import { abortError } from '../../shared/abortError.js'

/** An upload that waits for its turn. */
export interface Waiter<TFile extends StoredFile> {
  readonly active: ActiveUpload<TFile>
  readonly step: Step
  readonly needsConnection: boolean
  readonly admit: (turn: Turn<TFile>) => void
  readonly reject: (reason: OutageTimeout | DOMException) => void
}

/** An upload that joins its line later. */
interface Retrying<TFile extends StoredFile> {
  readonly waiter: Waiter<TFile>
  readonly cancelTimer: () => void
  /** It waits for code, which a connection may bring at once. */
  readonly isForCode: boolean
}

interface LineOptions<TFile extends StoredFile> {
  readonly ports: Pick<Ports, 'clock' | 'connection'>
  readonly store: Store<TFile>
  readonly servers: KnownServers<TFile>
  /** An upload joined a line. */
  readonly onJoined: () => void
  /** An upload left the lines without a turn. */
  readonly onLeft: () => void
}

/** The steps that a lost connection or an outage stops. */
const serverSteps = ['requesting', 'sending', 'confirming'] as const

/**
 * One line of waiting uploads for each step, first come, first served. Beside them wait those whose next try is due
 * later, and those that need a connection while there is none.
 */
export class WaitingLines<TFile extends StoredFile> {
  readonly #options: LineOptions<TFile>
  readonly #lines: Readonly<Record<Step, WaitingLine<TFile>>> = {
    inspecting: new WaitingLine(),
    requesting: new WaitingLine(),
    sending: new WaitingLine(),
    confirming: new WaitingLine(),
  }
  /** Waiting for the connection, and in no line: they would be looked at each time that somebody else may go. */
  readonly #offline = new Map<string, Waiter<TFile>>()
  /** Waiting for the time of their next try, or for code. */
  readonly #retrying = new Map<string, Retrying<TFile>>()

  constructor(options: LineOptions<TFile>) {
    this.#options = options
  }

  /** Resolves with the turn. Rejects with an AbortError when the upload is stopped, and with an OutageTimeout. */
  wait(active: ActiveUpload<TFile>, next: NextStep): Promise<Turn<TFile>> {
    const { step, retry, loadAgainMs, needsConnection = step !== 'inspecting' } = next
    const { promise, resolve: admit, reject } = Promise.withResolvers<Turn<TFile>>()
    const waiter: Waiter<TFile> = { active, step, needsConnection, admit, reject }
    // Code and retries have a time of their own, so they are not in line, where they would hold up those behind them.
    if (loadAgainMs !== undefined) this.#waitForCode(waiter, loadAgainMs)
    else if (retry) this.#waitForRetry(waiter, retry)
    else this.#join(waiter)
    return promise
  }

  size(step: Step): number {
    return this.#lines[step].size
  }

  waitingFor(step: Step): IterableIterator<Waiter<TFile>> {
    return this.#lines[step].values()
  }

  /** The first in line that may go. One whose own backend is busy does not hold up those of others. */
  firstOf(step: Step, mayGo: (backend: UploadBackend<TFile>) => boolean): Waiter<TFile> | undefined {
    const line = this.#lines[step]
    // Hundreds may wait, and while their backends are busy none of them has to be looked at.
    if (!Array.from(line.backends).some(mayGo)) return undefined
    for (const waiter of line.values()) {
      if (mayGo(waiter.active.backend) && !this.mustWait(waiter)) return waiter
    }
    return undefined
  }

  /** Whether a server that it needs is down. */
  mustWait({ active, step }: Waiter<TFile>): boolean {
    return this.#options.servers.outages?.mustWait(active, step) ?? false
  }

  /** Takes an upload out of its line, because its turn has come. */
  remove({ active, step }: Waiter<TFile>): void {
    this.#lines[step].delete(active.id)
  }

  /** Lets planned retries of a step join their line at once: the page is being left, so there is no later. */
  startRetriesNow(step: Step, mayGo: (waiter: Waiter<TFile>) => boolean): void {
    for (const { waiter } of this.#retrying.values()) {
      if (waiter.step !== step || !mayGo(waiter)) continue
      this.#endRetryWait(waiter.active.id)
      this.#lines[step].add(waiter)
    }
  }

  /** Makes an upload that waits for a server give up. */
  reject(waiter: Waiter<TFile>, reason: OutageTimeout): void {
    this.remove(waiter)
    waiter.reject(reason)
    this.#options.onLeft()
  }

  /** Whoever waited for the connection joins its line, in the order in which it left it. */
  goOnline(): void {
    const waiters = [...this.#offline.values()]
    this.#offline.clear()
    for (const { waiter, isForCode } of this.#retrying.values()) {
      // What else waits here was planned after the connection was lost, or needs none, so it keeps its time.
      if (!isForCode) continue
      this.#endRetryWait(waiter.active.id)
      waiters.push(waiter)
    }
    for (const waiter of waiters) this.#join(waiter)
  }

  /**
   * Takes all that need the connection out of their lines until it is back, also those whose next try was planned for
   * later. Their rows show it at once.
   */
  goOffline(): void {
    for (const { waiter } of this.#retrying.values()) {
      if (!this.#isCutOff(waiter)) continue
      this.#endRetryWait(waiter.active.id)
      this.#waitForConnection(waiter)
    }
    for (const waiter of this.waitingForServers()) {
      this.remove(waiter)
      this.#waitForConnection(waiter)
    }
    this.#options.onLeft()
  }

  /** Ends the wait of an upload that was stopped. A listener on its signal for each wait would be slower. */
  forget(id: string): void {
    let waiter = this.#endRetryWait(id) ?? this.#offline.get(id)
    this.#offline.delete(id)
    for (const line of Object.values(this.#lines)) waiter ??= line.delete(id)
    if (!waiter) return
    waiter.reject(abortError())
    this.#options.onLeft()
  }

  #join(waiter: Waiter<TFile>): void {
    if (this.#isCutOff(waiter)) return this.#waitForConnection(waiter)
    this.#lines[waiter.step].add(waiter)
    // Before the wake-up, because whoever is let in at once must not be shown as waiting afterwards.
    this.show(waiter)
    this.#options.onJoined()
  }

  #waitForRetry(waiter: Waiter<TFile>, { delayMs, at, error }: PlannedRetry & { readonly delayMs: number }): void {
    waiter.active.dispatch({ type: 'retryPlanned', next: waiter.step, retry: { at, error } })
    this.#joinLater(waiter, delayMs, false)
  }

  #waitForCode(waiter: Waiter<TFile>, delayMs: number): void {
    // A page that is offline and an app that was deployed again look alike from here, and both can mend themselves.
    waiter.active.dispatch({ type: 'paused', by: 'offline', at: waiter.step })
    this.#joinLater(waiter, delayMs, true)
  }

  #joinLater(waiter: Waiter<TFile>, delayMs: number, isForCode: boolean): void {
    const { id } = waiter.active
    const cancelTimer = this.#options.ports.clock.schedule(() => {
      this.#retrying.delete(id)
      this.#join(waiter)
    }, delayMs)
    this.#retrying.set(id, { waiter, cancelTimer, isForCode })
  }

  #waitForConnection(waiter: Waiter<TFile>): void {
    this.#offline.set(waiter.active.id, waiter)
    waiter.active.dispatch({ type: 'paused', by: 'offline', at: waiter.step })
  }

  #endRetryWait(id: string): Waiter<TFile> | undefined {
    const retrying = this.#retrying.get(id)
    retrying?.cancelTimer()
    this.#retrying.delete(id)
    return retrying?.waiter
  }

  show({ active, step }: Waiter<TFile>): void {
    const { outages } = this.#options.servers
    const retry = outages?.retryOf(active, step)
    active.dispatch(retry ? { type: 'retryPlanned', next: step, retry } : { type: 'queued', next: step })
    // A probe is due only if somebody waits for its result.
    if (retry) outages?.startTimers(active, step)
  }

  #isCutOff({ needsConnection }: Waiter<TFile>): boolean {
    return needsConnection && !this.#options.ports.connection.isOnline()
  }

  *waitingForServers(): Generator<Waiter<TFile>> {
    for (const step of serverSteps) yield* this.#lines[step].values()
  }
}
