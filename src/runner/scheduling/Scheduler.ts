import type { Ports } from '../../contract/ports/ports.js'
import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { UploadError } from '../../errors/UploadError.js'
import type { PlannedRetry } from '../../uploader/reducer.js'
import type { Store } from '../../uploader/Store.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { TicketExpiries } from '../requestTicket.js'
import type { CircuitBreaker } from '../outages/CircuitBreaker.js'
import type { GivenUp } from '../outages/GivenUp.js'
import type { Outages } from '../outages/Outages.js'
import { Batch } from './Batch.js'
import { Cooldown } from './Cooldown.js'
import { planTickets } from './planTickets.js'
import { TransferSlots } from './TransferSlots.js'
import { Turn } from './Turn.js'

/** How many uploads may be in a step at once. */
export interface Limits {
  readonly inspecting: number
  readonly sending: number
}

/** Where an upload goes next, and when. */
export interface Visit {
  readonly step: Step
  /** It waits until then, and shows why. */
  readonly retry?: PlannedRetry & { readonly delayMs: number }
  /** Whether it waits for the connection. Default: unless the step is the inspection, which needs none. */
  readonly needsConnection?: boolean
}

interface SchedulerOptions<TFile extends StoredFile> {
  readonly ports: Ports
  readonly store: Store<TFile>
  readonly limits: Limits
  /** Whether the next page would go on with an upload if this page were gone. */
  readonly isPersisted: (active: ActiveUpload<TFile>) => boolean
  readonly expiries: TicketExpiries
}

interface Waiter<TFile extends StoredFile> {
  readonly active: ActiveUpload<TFile>
  readonly step: Step
  readonly needsConnection: boolean
  readonly admit: (turn: Turn<TFile>) => void
  readonly reject: (reason: GivenUp | DOMException) => void
}

type Line<TFile extends StoredFile> = Map<string, Waiter<TFile>>

/** More inspected files than this would only grow old while they wait for a transfer slot. */
const mostInspectedAhead = 256
const mostConfirmsAtOnce = 4
const mostInOneCall = 100
/** Slots are kept for uploads whose tickets are on their way, but not longer than this if the server is slow. */
const longestReserveMs = 2_000
/** A call for many costs what a call for one does, so a confirm waits this long for those that are still being sent. */
const gatherConfirmsMs = 50

/**
 * Decides who may take a step, and when. It is the one place where uploads wait: for a free slot, for company in one
 * call, for the next try, for a server that is busy or down, and for the connection.
 */
export class Scheduler<TFile extends StoredFile> {
  readonly slots: TransferSlots
  readonly #options: SchedulerOptions<TFile>
  readonly #outages: Outages<TFile>
  #inspectingLimit: number
  #inspecting = 0

  /** Uploads that have not started: no function runs for them yet. */
  readonly #notStarted = new Map<string, (turn: Turn<TFile>) => void>()
  readonly #lines: Readonly<Record<Exclude<Step, 'inspecting'>, Line<TFile>>> & { readonly inspecting: Line<TFile> } = {
    inspecting: new Map(),
    requesting: new Map(),
    sending: new Map(),
    confirming: new Map(),
  }
  readonly #offline: Line<TFile> = new Map()
  readonly #retrying = new Map<string, { readonly waiter: Waiter<TFile>; readonly cancelTimer: () => void }>()

  /** Backends that are being asked for many tickets: the next call takes everybody who came meanwhile. */
  readonly #askedForMany = new Set<UploadBackend<TFile>>()
  readonly #confirms = new Map<UploadBackend<TFile>, number>()
  #confirmWindow: 'closed' | 'open' | 'over' = 'closed'
  #cancelConfirmWindow: (() => void) | null = null
  readonly #cooldowns: Readonly<Record<'requesting' | 'sending', Cooldown>>
  #isAwake = false
  #isClosed = false

  constructor(options: SchedulerOptions<TFile>, outages: Outages<TFile>) {
    const { ports, limits } = options
    const wake = (): void => this.wake()
    this.#options = options
    this.#outages = outages
    this.#inspectingLimit = limits.inspecting
    this.slots = new TransferSlots(ports, limits.sending, wake)
    this.#cooldowns = { requesting: new Cooldown(ports.clock, wake), sending: new Cooldown(ports.clock, wake) }
  }

  open(): void {
    this.slots.open()
  }

  close(): void {
    this.#isClosed = true
    this.#notStarted.clear()
    for (const line of [...Object.values(this.#lines), this.#offline]) line.clear()
    for (const { cancelTimer } of this.#retrying.values()) cancelTimer()
    this.#retrying.clear()
    this.#closeConfirmWindow()
    this.#stopTimers()
    this.slots.close()
  }

  setLimits(limits: Limits): void {
    this.#inspectingLimit = limits.inspecting
    this.slots.setLimit(limits.sending)
    this.wake()
  }

  /** Calls back when there is room for the inspection of an upload that has not started. */
  startWhenThereIsRoom(id: string, start: (turn: Turn<TFile>) => void): void {
    this.#notStarted.set(id, start)
    this.#options.store.dispatch(id, { type: 'queued', next: 'inspecting' })
    this.wake()
  }

  /** The upload is not to be started. */
  forget(id: string): void {
    this.#notStarted.delete(id)
    this.#stopIdleTimers()
  }

  /**
   * Waits until the upload may take a step. Rejects with an AbortError when its signal fires, and with a
   * GivenUp if a server that it needs stayed down for too long.
   *
   * @param held the turn of the step before. Its transfer slot serves the next step, too, and everything else is given back.
   */
  async enter(active: ActiveUpload<TFile>, visit: Visit, held: Turn<TFile> | null): Promise<Turn<TFile>> {
    active.signal.throwIfAborted()
    const slot = visit.retry ? null : (held?.takeSlot() ?? null)
    held?.end()
    if (slot && this.#goesOnWithItsSlot(active, visit.step)) return this.#grant(active, { step: visit.step, slot })
    slot?.()
    return this.#wait(active, visit)
  }

  /** Starts what the limits allow, once for everything that happens in this task. */
  wake(): void {
    if (this.#isAwake || this.#isClosed) return
    this.#isAwake = true
    queueMicrotask(() => {
      this.#isAwake = false
      if (this.#isClosed) return
      this.#startInspections()
      this.#startTransfers()
      this.#startTicketCalls()
      this.#startConfirms()
      this.#startTimers()
    })
  }

  connectionChanged(): void {
    if (this.#options.ports.connection.isOnline()) this.#goOnline()
    else this.#goOffline()
  }

  /** A server that is busy for one upload is busy for all. */
  slowDown(error: UploadError, delayMs: number): void {
    if (error.code === 'storage-busy') {
      this.slots.slowDown()
      if (delayMs > 0) this.#cooldowns.sending.extend(delayMs)
    }
    if (error.step === 'requesting' && error.retryAfterSeconds !== undefined && delayMs > 0)
      this.#cooldowns.requesting.extend(delayMs)
  }

  /** A server stayed down for too long: everybody who waits for it fails. */
  giveUp(server: CircuitBreaker, givenUp: GivenUp): void {
    for (const waiter of this.#waitingForServers()) {
      if (!this.#outages.neededBy(waiter.active, waiter.step).includes(server)) continue
      this.#lines[waiter.step].delete(waiter.active.id)
      waiter.reject(givenUp)
    }
    this.#stopIdleTimers()
  }

  /** A server of this backend went down, was probed in vain, or is back. */
  serversChanged(backend: UploadBackend): void {
    for (const waiter of this.#waitingForServers()) if (waiter.active.backend === backend) this.#showQueued(waiter)
    this.wake()
  }

  /**
   * The page is being left: what is stored is registered now or never. What the next page will go on with is left to
   * that page if a second confirm could make a second record, because nobody will hear whether this one succeeded.
   */
  leavePage(): void {
    const line = this.#lines.confirming
    for (const [id, { waiter, cancelTimer }] of this.#retrying) {
      if (waiter.step !== 'confirming' || this.#isLeftToTheNextPage(waiter)) continue
      cancelTimer()
      this.#retrying.delete(id)
      line.set(id, waiter)
    }
    // There is no later, so not even an outage is waited for.
    this.#outages.forgive()
    const leaving = [...line.values()].filter((waiter) => !this.#isLeftToTheNextPage(waiter))
    for (const backend of new Set(leaving.map(({ active }) => active.backend))) {
      const waiters = leaving.filter(({ active }) => active.backend === backend)
      while (waiters.length > 0) this.#startConfirm(backend, waiters.splice(0, this.#mostInOneConfirm(backend)), true)
    }
    // A page may come back.
    if (line.size > 0) this.#options.ports.clock.schedule(() => this.wake(), 0)
  }

  /** Whether other files wait for the slot that a further part of one file would take. */
  get isSlotWanted(): boolean {
    const { sending, requesting } = this.#lines
    return this.#cooldowns.sending.isActive || sending.size > 0 || requesting.size > 0
  }

  #isLeftToTheNextPage({ active }: Waiter<TFile>): boolean {
    return active.backend.confirmIsIdempotent !== true && this.#options.isPersisted(active)
  }

  // Waiting

  #wait(active: ActiveUpload<TFile>, visit: Visit): Promise<Turn<TFile>> {
    const { step, retry, needsConnection = step !== 'inspecting' } = visit
    const { id, signal } = active
    const { promise, resolve, reject } = Promise.withResolvers<Turn<TFile>>()
    const onAbort = (): void => {
      this.#remove(id)
      reject(new DOMException('The upload does not wait any more.', 'AbortError'))
    }
    signal.addEventListener('abort', onAbort, { once: true })
    const waiter: Waiter<TFile> = { active, step, needsConnection, admit: resolve, reject }
    if (retry) this.#waitForRetry(waiter, retry)
    else this.#line(waiter)
    return promise.finally(() => signal.removeEventListener('abort', onAbort))
  }

  #line(waiter: Waiter<TFile>): void {
    if (this.#isCutOff(waiter)) return this.#park(waiter)
    this.#lines[waiter.step].set(waiter.active.id, waiter)
    this.#showQueued(waiter)
    this.wake()
  }

  #waitForRetry(waiter: Waiter<TFile>, { delayMs, at, error }: PlannedRetry & { readonly delayMs: number }): void {
    const { active, step } = waiter
    active.dispatch({ type: 'queued', next: step, retry: { at, error } })
    const cancelTimer = this.#options.ports.clock.schedule(() => {
      this.#retrying.delete(active.id)
      this.#line(waiter)
    }, delayMs)
    this.#retrying.set(active.id, { waiter, cancelTimer })
  }

  #remove(id: string): void {
    this.#retrying.get(id)?.cancelTimer()
    this.#retrying.delete(id)
    this.#offline.delete(id)
    for (const line of Object.values(this.#lines)) line.delete(id)
    this.#stopIdleTimers()
  }

  /** Shows what a queued upload waits for. */
  #showQueued({ active, step }: Waiter<TFile>): void {
    const retry = this.#outages.retryOf(active, step)
    active.dispatch({ type: 'queued', next: step, ...(retry && { retry }) })
    if (retry) this.#outages.wakeWhenDue(active, step)
  }

  /** The uploads that are queued for something that needs a server. */
  *#waitingForServers(): Generator<Waiter<TFile>> {
    for (const step of ['requesting', 'sending', 'confirming'] as const) yield* this.#lines[step].values()
  }

  // The connection

  #isCutOff({ needsConnection }: Pick<Waiter<TFile>, 'needsConnection'>): boolean {
    return needsConnection && !this.#options.ports.connection.isOnline()
  }

  #park(waiter: Waiter<TFile>): void {
    this.#offline.set(waiter.active.id, waiter)
    waiter.active.dispatch({ type: 'paused', by: 'offline', at: waiter.step })
  }

  #goOnline(): void {
    // The page itself was offline, so what failed meanwhile says nothing about the servers.
    this.#outages.forgive()
    const waiters = [...this.#offline.values()]
    this.#offline.clear()
    for (const waiter of waiters) this.#line(waiter)
  }

  /** A file that is being sent in one piece is left alone, because the browser may be wrong about the connection. */
  #goOffline(): void {
    for (const { waiter, cancelTimer } of this.#retrying.values()) {
      if (!this.#isCutOff(waiter)) continue
      cancelTimer()
      this.#retrying.delete(waiter.active.id)
      this.#park(waiter)
    }
    for (const waiter of this.#waitingForServers()) {
      this.#lines[waiter.step].delete(waiter.active.id)
      this.#park(waiter)
    }
    this.#options.store.forgetSpeed()
    this.#stopIdleTimers()
  }

  // Inspecting

  #startInspections(): void {
    const ahead = this.#lines.requesting.size + this.#lines.sending.size
    while (this.#inspecting < this.#inspectingLimit && ahead + this.#inspecting < mostInspectedAhead) {
      const [waiter] = this.#lines.inspecting.values()
      const [notStarted] = waiter ? [] : this.#notStarted
      if (!waiter && !notStarted) return
      this.#inspecting += 1
      const turn = {
        step: 'inspecting',
        release: (): void => {
          this.#inspecting -= 1
          this.wake()
        },
      } as const
      if (waiter) {
        this.#lines.inspecting.delete(waiter.active.id)
        waiter.admit(this.#grant(waiter.active, turn))
      } else if (notStarted) {
        const [id, start] = notStarted
        this.#notStarted.delete(id)
        start(new Turn(turn))
      }
    }
  }

  // Requesting and sending share one slot

  #startTransfers(): void {
    while (!this.#cooldowns.sending.isActive) {
      const waiter = this.#nextToSend() ?? this.#nextToAsk()
      const slot = waiter && this.slots.take()
      if (!waiter || !slot) return
      this.#lines[waiter.step].delete(waiter.active.id)
      waiter.admit(this.#grant(waiter.active, { step: waiter.step, slot }))
    }
  }

  /** While a server is down, an upload that failed there lets others probe first, because the fault may be its own. */
  #nextToSend(): Waiter<TFile> | undefined {
    let next: Waiter<TFile> | undefined
    let fewest = Number.POSITIVE_INFINITY
    for (const waiter of this.#lines.sending.values()) {
      const { active } = waiter
      if (this.#outages.isHeld(active, 'sending')) continue
      if (!this.#outages.isDown(active.backend)) return waiter
      const failedProbes = this.#outages.failedProbesOf(active)
      if (failedProbes >= fewest) continue
      fewest = failedProbes
      next = waiter
    }
    if (!next || fewest === 0) return next
    const { backend } = next.active
    return this.#firstOf('requesting', (one) => one === backend) ? undefined : next
  }

  #nextToAsk(): Waiter<TFile> | undefined {
    return this.#cooldowns.requesting.isActive ? undefined : this.#firstOf('requesting', asksOneByOne)
  }

  /** The first in line that may go. One whose own backend is busy does not hold up those of others. */
  #firstOf(step: Step, mayGo: (backend: UploadBackend<TFile>) => boolean): Waiter<TFile> | undefined {
    for (const waiter of this.#lines[step].values()) {
      if (mayGo(waiter.active.backend) && !this.#outages.isHeld(waiter.active, step)) return waiter
    }
    return undefined
  }

  #takeSome(step: Step, backend: UploadBackend<TFile>, count: number): readonly Waiter<TFile>[] {
    const waiters: Waiter<TFile>[] = []
    for (const waiter of this.#lines[step].values()) {
      if (waiters.length >= Math.min(count, mostInOneCall)) break
      if (waiter.active.backend !== backend || this.#outages.isHeld(waiter.active, step)) continue
      this.#lines[step].delete(waiter.active.id)
      waiters.push(waiter)
    }
    return waiters
  }

  #goesOnWithItsSlot(active: ActiveUpload<TFile>, step: Step): boolean {
    if (this.#isClosed || this.#isCutOff({ needsConnection: true }) || this.#cooldowns.sending.isActive) return false
    if (step !== 'sending' && !(step === 'requesting' && asksOneByOne(active.backend))) return false
    return !this.#outages.isHeld(active, step)
  }

  // Many tickets in one call

  #startTicketCalls(): void {
    const mayAsk = (one: UploadBackend<TFile>): boolean => !asksOneByOne(one) && !this.#askedForMany.has(one)
    const backend = this.#cooldowns.requesting.isActive
      ? undefined
      : this.#firstOf('requesting', mayAsk)?.active.backend
    if (!backend) return
    const waiters = this.#takeSome('requesting', backend, this.#countToAsk(backend))
    const [first] = waiters
    if (!first) return
    this.#askedForMany.add(backend)
    const batch = new Batch<ActiveUpload<TFile>>(waiters.length)
    const endProbe = this.#outages.probe(first.active, 'requesting')
    // With other uploads in the slots, the tickets would grow old.
    const turns = waiters.map(({ active }) =>
      this.#grant(active, { step: 'requesting', batch, slot: this.slots.take() }),
    )
    const cancelTimer = this.#options.ports.clock.schedule(() => {
      for (const turn of turns) turn.release()
    }, longestReserveMs)
    waiters.forEach((waiter, index) => waiter.admit(turns[index] as Turn<TFile>))
    batch.whenOver(() => {
      cancelTimer()
      endProbe()
      this.#askedForMany.delete(backend)
      this.wake()
    })
  }

  #countToAsk(backend: UploadBackend<TFile>): number {
    const freeSlots = this.#cooldowns.sending.isActive ? 0 : this.slots.available
    // One upload is enough to find out whether a server is back.
    if (this.#outages.isDown(backend)) return Math.min(1, freeSlots)
    return planTickets({
      waiting: this.#sizesOfWaiting(),
      freeSlots,
      inHand: this.#lines.sending.size,
      expirySeconds: this.#options.expiries.get(backend) ?? null,
      rate: this.slots.measure(),
    })
  }

  *#sizesOfWaiting(): Generator<number> {
    for (const step of ['sending', 'requesting'] as const) {
      for (const { active } of this.#lines[step].values()) yield active.upload.size
    }
  }

  // Confirming

  #startConfirms(): void {
    for (;;) {
      const backend = this.#firstOf('confirming', (one) => this.#mayConfirm(one))?.active.backend
      if (!backend) return
      if (this.#awaitsCompany(backend)) return this.#openConfirmWindow()
      this.#closeConfirmWindow()
      this.#startConfirm(backend, this.#takeSome('confirming', backend, this.#mostInOneConfirm(backend)), false)
    }
  }

  #startConfirm(backend: UploadBackend<TFile>, waiters: readonly Waiter<TFile>[], isPageLeaving: boolean): void {
    const [first] = waiters
    if (!first) return
    this.#confirms.set(backend, this.#confirmsOf(backend) + 1)
    const endProbe = this.#outages.probe(first.active, 'confirming')
    const end = (): void => {
      endProbe()
      this.#confirms.set(backend, this.#confirmsOf(backend) - 1)
      this.wake()
    }
    const batch = backend.confirmMany ? new Batch<ActiveUpload<TFile>>(waiters.length) : null
    for (const { active, admit } of waiters) {
      this.#lines.confirming.delete(active.id)
      admit(
        this.#grant(active, { step: 'confirming', isPageLeaving, ...(batch ? { batch } : { release: end }) }, false),
      )
    }
    batch?.whenOver(end)
  }

  #mayConfirm(backend: UploadBackend<TFile>): boolean {
    return this.#confirmsOf(backend) < (backend.confirmMany ? 1 : mostConfirmsAtOnce)
  }

  #mostInOneConfirm(backend: UploadBackend<TFile>): number {
    return backend.confirmMany ? mostInOneCall : 1
  }

  #confirmsOf(backend: UploadBackend<TFile>): number {
    return this.#confirms.get(backend) ?? 0
  }

  #awaitsCompany(backend: UploadBackend<TFile>): boolean {
    const isFull = this.#lines.confirming.size >= mostInOneCall
    return backend.confirmMany !== undefined && this.slots.isBusy && !isFull && this.#confirmWindow !== 'over'
  }

  #openConfirmWindow(): void {
    if (this.#confirmWindow === 'open') return
    this.#confirmWindow = 'open'
    this.#cancelConfirmWindow = this.#options.ports.clock.schedule(() => {
      this.#confirmWindow = 'over'
      this.wake()
    }, gatherConfirmsMs)
  }

  #closeConfirmWindow(): void {
    this.#cancelConfirmWindow?.()
    this.#cancelConfirmWindow = null
    this.#confirmWindow = 'closed'
  }

  // Turns and timers

  #grant(
    active: ActiveUpload<TFile>,
    options: ConstructorParameters<typeof Turn<TFile>>[0],
    isProbe = !options.batch && options.step !== 'inspecting',
  ): Turn<TFile> {
    this.#outages.startAttempt(active)
    return new Turn({ ...options, ...(isProbe && { endProbe: this.#outages.probe(active, options.step) }) })
  }

  /** Whoever still waits is woken when the wait is over. A timer runs only while somebody waits for it. */
  #startTimers(): void {
    const { requesting, sending } = this.#lines
    if (this.#cooldowns.sending.isActive && requesting.size + sending.size > 0) this.#cooldowns.sending.startTimer()
    if (this.#cooldowns.requesting.isActive && requesting.size > 0) this.#cooldowns.requesting.startTimer()
  }

  #stopIdleTimers(): void {
    if (this.#lines.sending.size > 0 || this.#lines.requesting.size > 0) return
    for (const cooldown of Object.values(this.#cooldowns)) cooldown.stopTimer()
    if (this.#lines.confirming.size === 0) this.#outages.rest()
  }

  #stopTimers(): void {
    for (const cooldown of Object.values(this.#cooldowns)) cooldown.stopTimer()
    this.#outages.rest()
  }
}

function asksOneByOne(backend: UploadBackend): boolean {
  return backend.requestTickets === undefined
}
