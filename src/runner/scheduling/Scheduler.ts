import type { UploadBackend } from '../../contract/backend.js'
import type { Ports } from '../../contract/ports/ports.js'
import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Store } from '../../uploader/Store.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { Gathering } from '../gathering/Gathering.js'
import type { KnownServers } from '../outages/KnownServers.js'
import { ConfirmCalls } from './ConfirmCalls.js'
import { Cooldown } from './Cooldown.js'
import { gathersConfirms, gathersTickets } from './gathersCalls.js'
import { TransferSlots } from './TransferSlots.js'
import { Turn } from './Turn.js'
import type { NextStep } from '../Next.js'
import { type Waiter, WaitingLines } from './WaitingLines.js'

/** How many uploads may be inspected, and how many may be sent at once. */
export interface Limits {
  readonly inspecting: number
  readonly sending: number
}

interface SchedulerOptions<TFile extends StoredFile> {
  readonly ports: Ports
  readonly store: Store<TFile>
  readonly servers: KnownServers<TFile>
  readonly limits: Limits
  /** Whether the next page would go on with an upload if this page were gone. */
  readonly isPersisted: (active: ActiveUpload<TFile>) => boolean
  /** Starts an upload that was only an id so far. Its first turn, for the inspection, comes along. */
  readonly start: (id: string, turn: Turn<TFile>) => void
}

/**
 * How many inspected files may wait for a ticket or a slot. With more, none would be sent sooner, and each could change on
 * the disk for longer before it is sent. It is enough for two of the largest calls for tickets.
 */
const mostInspectedAhead = 256

/**
 * Decides which upload may take a step, and when. Uploads wait here for a free slot, for a call that several of them
 * share, for their next try, for a server that is busy or down, and for the connection.
 */
export class Scheduler<TFile extends StoredFile> {
  readonly slots: TransferSlots
  readonly lines: WaitingLines<TFile>
  readonly #options: SchedulerOptions<TFile>
  readonly #confirmCalls: ConfirmCalls<TFile>
  /** Uploads that wait for their first inspection. They have no run yet, because there may be thousands. */
  readonly #withoutRun = new Set<string>()
  /** null: no backend has taken many uploads in one call so far. */
  #gathering: Gathering<TFile> | null = null
  #inspectingLimit: number
  #inspecting = 0
  /** Several, because an API and a storage are busy independently of each other, and code is missing for one step only. */
  readonly cooldowns: Readonly<Record<'inspecting' | 'requesting' | 'sending', Cooldown>>
  #isWakeQueued = false
  #isClosed = false

  constructor(options: SchedulerOptions<TFile>) {
    const { ports, store, servers, limits } = options
    const { clock } = ports
    const wake = (): void => this.wake()
    const slots = new TransferSlots(ports.slots, limits.sending, wake)
    const onLeft = (): void => this.#updateTimers()
    const lines = new WaitingLines<TFile>({ ports, store, servers, onJoined: wake, onLeft })
    this.#options = options
    this.#inspectingLimit = limits.inspecting
    this.slots = slots
    this.lines = lines
    this.#confirmCalls = new ConfirmCalls({ lines, servers, wake })
    const isAwaited = (step: Step): boolean => lines.size(step) > 0
    this.cooldowns = {
      inspecting: new Cooldown(clock, () => this.#withoutRun.size > 0 || isAwaited('inspecting'), wake),
      requesting: new Cooldown(clock, () => isAwaited('requesting'), wake),
      sending: new Cooldown(clock, () => this.#countAwaitingTransfer > 0, wake),
    }
  }

  open(): void {
    this.slots.open()
  }

  close(): void {
    // First, because what follows frees places, and nobody may be let in any more.
    this.#isClosed = true
    this.#withoutRun.clear()
    this.#gathering?.confirms.closeWindow()
    this.#updateTimers()
    this.slots.close()
  }

  setLimits(limits: Limits): void {
    this.#inspectingLimit = limits.inspecting
    this.slots.limit = limits.sending
    this.wake()
  }

  /** Whether the code for calls for many has yet to be loaded for a backend. */
  lacksGathering(backend: UploadBackend): boolean {
    return this.#gathering === null && (gathersTickets(backend) || gathersConfirms(backend))
  }

  /** Takes in the code that makes one call for many uploads, once it has loaded. */
  installGathering(create: (lines: WaitingLines<TFile>) => Gathering<TFile>): void {
    this.#gathering ??= create(this.lines)
  }

  /** Starts an upload as soon as there is room for its inspection. */
  startLater(id: string): void {
    this.#withoutRun.add(id)
    this.#options.store.dispatch(id, { type: 'queued', next: 'inspecting' })
    this.wake()
  }

  /** Lets go of an upload that was stopped. If it waits for its turn, that wait rejects with an AbortError. */
  forget(id: string): void {
    if (!this.#withoutRun.delete(id)) this.lines.forget(id)
    // Only the last one that waited can leave a timer without a purpose.
    else if (this.#withoutRun.size === 0) this.#updateTimers()
  }

  /**
   * Waits for the turn to take a step. Rejects with an AbortError when the upload is stopped, and with an OutageTimeout
   * if a server that it needs stayed down for too long.
   *
   * @param previous the turn of the step before. If it has a transfer slot and the next step needs one, the upload goes
   *   on at once: in line, its fresh ticket could expire behind others.
   */
  async awaitTurn(active: ActiveUpload<TFile>, next: NextStep, previous: Turn<TFile> | null): Promise<Turn<TFile>> {
    active.signal.throwIfAborted()
    const releaseSlot = previous?.takeSlot()
    previous?.end()
    if (releaseSlot && this.#goesOnWithItsSlot(active, next.step)) return this.#grant(active, next.step, releaseSlot)
    releaseSlot?.()
    return this.lines.wait(active, next)
  }

  /**
   * Starts what the limits allow. In a microtask, because many things change in one task (thousands of files are added,
   * a call answers for a hundred of them), and one look at the lines serves them all.
   */
  wake(): void {
    if (this.#isWakeQueued) return
    this.#isWakeQueued = true
    queueMicrotask(() => {
      this.#isWakeQueued = false
      if (this.#isClosed) return
      // First, so that each cooldown has its timer. If one ended while the lines are looked at, no timer could be started
      // for it afterwards, and nobody would wake those that it has just held up.
      this.#updateTimers()
      this.#startInspections()
      // Before the calls for many, which ask for as many tickets as there are slots left.
      this.#startTransfers()
      const { requesting, sending } = this.cooldowns
      if (!requesting.isActive) this.#gathering?.tickets.start(!sending.isActive)
      // Confirms are not held up by a cooldown: they are few, and the bytes are stored already.
      this.#confirmCalls.start()
      this.#gathering?.confirms.start()
    })
  }

  connectionChanged(): void {
    const { ports, servers, store } = this.#options
    if (ports.connection.isOnline()) {
      // The page itself was offline, so what failed meanwhile says nothing about the servers.
      servers.outages?.forgive()
      // Code that could not be loaded is likely to load now.
      this.cooldowns.inspecting.end()
      this.lines.goOnline()
      return
    }
    // A file that is being sent in one piece is left alone, because the browser may be wrong about the connection, and
    // the file would have to start again. One in parts stops by itself, because it loses at most the parts under way.
    this.lines.goOffline()
    store.forgetSpeed()
  }

  /**
   * Code for a step could not be loaded. The others would meet the same, thousands of them one after the other, also
   * those that have yet to be inspected. Sending is not held up, because files in one piece and in parts need different
   * code, nor is confirming, of which only a few are under way at once.
   */
  holdForCode(step: Step, delayMs: number): void {
    const { inspecting, requesting } = this.cooldowns
    if (step === 'inspecting' || step === 'requesting') inspecting.extend(delayMs)
    if (step === 'requesting') requesting.extend(delayMs)
  }

  /** Starts all confirms at once: when the page is gone, nobody registers what is stored. */
  leavePage(): void {
    // There is no later, so not even an outage is waited for.
    this.#options.servers.outages?.forgive()
    const isWanted = (waiter: Waiter<TFile>): boolean => !this.#isLeftToTheNextPage(waiter)
    // Neither a planned time nor the limits count now: a call that does not leave in this task does not leave at all.
    this.lines.startRetriesNow('confirming', isWanted)
    const leaving = [...this.lines.waitingFor('confirming')].filter(isWanted)
    for (const waiter of leaving) this.lines.remove(waiter)
    const isGathered = ({ active }: Waiter<TFile>): boolean => gathersConfirms(active.backend)
    for (const waiter of leaving) if (!isGathered(waiter)) this.#confirmCalls.admit(waiter, true)
    this.#gathering?.confirms.leavePage(leaving.filter(isGathered))
    // The page may come back from the browser's cache. What was left to the next page is confirmed by this one then.
    if (this.lines.size('confirming') > 0) this.#options.ports.clock.schedule(() => this.wake(), 0)
  }

  /**
   * If the next page will continue an upload, and a second confirm could make a second record, the confirm is left to
   * that page, because this one gets no answer.
   */
  #isLeftToTheNextPage({ active }: Waiter<TFile>): boolean {
    return active.backend.confirmIsIdempotent !== true && this.#options.isPersisted(active)
  }

  /**
   * Whether a file in parts has to make do with the slot it has. Further slots only make one large file faster, so they
   * are for it only as long as nobody waits and storage is not busy.
   */
  get isSlotWanted(): boolean {
    return this.cooldowns.sending.isActive || this.#countAwaitingTransfer > 0
  }

  #startInspections(): void {
    if (this.cooldowns.inspecting.isActive) return
    const ahead = this.#countAwaitingTransfer
    while (this.#inspecting < this.#inspectingLimit && ahead + this.#inspecting < mostInspectedAhead) {
      const [again] = this.lines.waitingFor('inspecting')
      const [id] = this.#withoutRun
      if (!again && id === undefined) return
      // What is inspected again has been in line before, so it goes first.
      this.#inspecting += 1
      const turn = new Turn<TFile>({ step: 'inspecting', releasePlace: () => this.#inspectionEnded() })
      if (again) {
        this.lines.remove(again)
        again.admit(turn)
      } else if (id !== undefined) {
        this.#withoutRun.delete(id)
        this.#options.start(id, turn)
      }
    }
  }

  #inspectionEnded(): void {
    this.#inspecting -= 1
    this.wake()
  }

  /** An upload asks for its ticket and sends in the same slot, so that the ticket does not expire while it waits. */
  #startTransfers(): void {
    while (!this.cooldowns.sending.isActive) {
      // Uploads with a ticket go first, because a ticket expires, and a file without one can wait.
      const waiter = this.#nextToSend() ?? this.#nextToAsk()
      const releaseSlot = waiter && this.slots.acquire()
      if (!waiter || !releaseSlot) return
      this.lines.remove(waiter)
      waiter.admit(this.#grant(waiter.active, waiter.step, releaseSlot))
    }
  }

  #nextToSend(): Waiter<TFile> | undefined {
    const { outages } = this.#options.servers
    const [first] = this.lines.waitingFor('sending')
    return outages ? outages.nextToSend(this.lines) : first
  }

  #nextToAsk(): Waiter<TFile> | undefined {
    return this.cooldowns.requesting.isActive
      ? undefined
      : this.lines.firstOf('requesting', (one) => !gathersTickets(one))
  }

  #goesOnWithItsSlot(active: ActiveUpload<TFile>, step: Step): boolean {
    const { ports, servers } = this.#options
    // Whatever would stop an upload in line stops this one, too: the slot is no way around an outage or a busy storage.
    if (this.#isClosed || !ports.connection.isOnline() || this.cooldowns.sending.isActive) return false
    const needsSlot = step === 'sending' || (step === 'requesting' && !gathersTickets(active.backend))
    return needsSlot && !servers.outages?.mustWait(active, step)
  }

  #grant(active: ActiveUpload<TFile>, step: Step, releaseSlot: () => void): Turn<TFile> {
    const { servers } = this.#options
    servers.startAttempt(active)
    return new Turn({ step, releaseSlot, endProbe: servers.outages?.probe(active, step) })
  }

  /** How many uploads that are inspected wait for their ticket or to be sent. */
  get #countAwaitingTransfer(): number {
    return this.lines.size('requesting') + this.lines.size('sending')
  }

  /** Timers run only while somebody waits for them: a page without work has none. */
  #updateTimers(): void {
    for (const cooldown of Object.values(this.cooldowns)) cooldown.updateTimer()
    // Only the API is needed to confirm, and the timer of its next probe is kept with all others.
    const waiting = this.#countAwaitingTransfer + this.lines.size('confirming')
    if (waiting === 0) this.#options.servers.outages?.stopTimers()
  }
}
