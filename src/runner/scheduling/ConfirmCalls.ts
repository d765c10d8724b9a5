import type { UploadBackend } from '../../contract/backend.js'
import type { Clock } from '../../contract/ports/page.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { ServerLog } from '../outages/ServerLog.js'
import { Batch } from './Batch.js'
import type { TransferSlots } from './TransferSlots.js'
import { Turn } from './Turn.js'
import type { Waiter, WaitingLines } from './WaitingLines.js'

interface ConfirmOptions<TFile extends StoredFile> {
  readonly lines: WaitingLines<TFile>
  readonly slots: TransferSlots
  readonly servers: ServerLog<TFile>
  readonly clock: Clock
  /** Whether the next page would go on with an upload if this page were gone. */
  readonly isPersisted: (active: ActiveUpload<TFile>) => boolean
  readonly wake: () => void
}

/** A browser opens six connections to a host, and tickets need some of them. */
const mostAtOnce = 4

/**
 * A call for many costs what a call for one does, so a confirm waits this long for the files that are still being sent.
 */
const gatherMs = 50

/** Lets uploads confirm: a few at a time, or all that wait in one call if the backend takes many at once. */
export class ConfirmCalls<TFile extends StoredFile> {
  readonly #options: ConfirmOptions<TFile>
  readonly #running = new Map<UploadBackend<TFile>, number>()
  /** `over`: the files that wait have waited long enough, so the next call takes them, however few they are. */
  #window: 'closed' | 'open' | 'over' = 'closed'
  #cancelTimer: (() => void) | null = null

  constructor(options: ConfirmOptions<TFile>) {
    this.#options = options
  }

  /** Starts all confirms that may start now. Called at each wake-up of the scheduler. */
  start(): void {
    const { lines } = this.#options
    for (;;) {
      const backend = lines.firstOf('confirming', (one) => this.#mayStart(one))?.active.backend
      if (!backend) return
      if (this.#awaitsCompany(backend)) return this.#openWindow()
      this.closeWindow()
      this.#startCall(backend, lines.removeFirst('confirming', backend, mostInCall(backend)), false)
    }
  }

  /**
   * The page is being left: what is stored is registered now or never. If the next page will continue an upload, and a
   * second confirm could make a second record, the confirm is left to that page, because this one gets no answer.
   */
  leavePage(): void {
    const { lines, clock, wake } = this.#options
    const isLeftToTheNextPage = ({ active }: Waiter<TFile>): boolean =>
      active.backend.confirmIsIdempotent !== true && this.#options.isPersisted(active)
    // Neither the window nor the limits count now: a call that does not leave in this task does not leave at all.
    lines.startRetriesNow('confirming', (waiter) => !isLeftToTheNextPage(waiter))
    const leaving = [...lines.waitingFor('confirming')].filter((waiter) => !isLeftToTheNextPage(waiter))
    for (const waiter of leaving) lines.remove(waiter)
    for (const backend of new Set(leaving.map(({ active }) => active.backend))) {
      const waiters = leaving.filter(({ active }) => active.backend === backend)
      while (waiters.length > 0) this.#startCall(backend, waiters.splice(0, mostInCall(backend)), true)
    }
    // The page may come back from the browser's cache. What was left to the next page is confirmed by this one then.
    if (lines.size('confirming') > 0) clock.schedule(wake, 0)
  }

  closeWindow(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#window = 'closed'
  }

  #startCall(backend: UploadBackend<TFile>, waiters: readonly Waiter<TFile>[], isPageLeaving: boolean): void {
    const { servers, wake } = this.#options
    const [first] = waiters
    if (!first) return
    this.#count(backend, 1)
    // One request finds out for all whether a server is back.
    const endProbe = servers.outages?.probe(first.active, 'confirming')
    const end = (): void => {
      endProbe?.()
      this.#count(backend, -1)
      wake()
    }
    const batch = backend.confirmMany ? new Batch<ActiveUpload<TFile>>(waiters.length) : null
    // The call occupies one place, however many share it, and its first member to leave must not free it.
    batch?.whenOver(end)
    for (const { active, admit } of waiters) {
      // Each for itself, because each fails for itself, and is judged by what it saw of the server.
      servers.startAttempt(active)
      admit(new Turn({ step: 'confirming', isPageLeaving, batch, ...(!batch && { releasePlace: end }) }))
    }
  }

  /** A backend that confirms many gets one call at a time: what waits meanwhile goes along with the next. */
  #mayStart(backend: UploadBackend<TFile>): boolean {
    return (this.#running.get(backend) ?? 0) < (backend.confirmMany ? 1 : mostAtOnce)
  }

  #count(backend: UploadBackend<TFile>, change: number): void {
    this.#running.set(backend, (this.#running.get(backend) ?? 0) + change)
  }

  #awaitsCompany(backend: UploadBackend<TFile>): boolean {
    const { lines, slots } = this.#options
    // Without a transfer under way nobody can join, so a wait would only delay the last files.
    const mayGather = backend.confirmMany !== undefined && slots.isBusy
    return mayGather && !lines.isFull('confirming') && this.#window !== 'over'
  }

  #openWindow(): void {
    if (this.#window === 'open') return
    this.#window = 'open'
    this.#cancelTimer = this.#options.clock.schedule(() => {
      this.#window = 'over'
      this.#options.wake()
    }, gatherMs)
  }
}

function mostInCall(backend: UploadBackend): number {
  return backend.confirmMany ? Number.POSITIVE_INFINITY : 1
}
