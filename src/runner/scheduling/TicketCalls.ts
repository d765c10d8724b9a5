import type { UploadBackend } from '../../contract/backend.js'
import type { Clock } from '../../contract/ports/page.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { ServerLog } from '../outages/ServerLog.js'
import { Batch } from './Batch.js'
import { planTickets } from './planTickets.js'
import type { TransferSlots } from './TransferSlots.js'
import { Turn } from './Turn.js'
import type { WaitingLines } from './WaitingLines.js'

/** The expiry of the last ticket that each backend gave, in seconds. */
export type TicketExpiries = WeakMap<UploadBackend, number>

interface TicketOptions<TFile extends StoredFile> {
  readonly lines: WaitingLines<TFile>
  readonly slots: TransferSlots
  readonly servers: ServerLog<TFile>
  readonly clock: Clock
  readonly expiries: TicketExpiries
  readonly wake: () => void
}

/**
 * The uploads of a call get their slots before their tickets, because tickets could expire if other uploads took the
 * slots meanwhile. A slow server must not keep the slots empty, so they are free for others again after this time.
 */
const longestReserveMs = 2_000

/** Lets uploads ask for tickets in one call, if their backend takes many at once. */
export class TicketCalls<TFile extends StoredFile> {
  readonly #options: TicketOptions<TFile>
  /** Backends with a call under way. The next call takes all uploads that have joined the line meanwhile. */
  readonly #asked = new Set<UploadBackend<TFile>>()

  constructor(options: TicketOptions<TFile>) {
    this.#options = options
  }

  /** @param maySend whether transfers may start now; if not, no slot is free for a ticket */
  start(maySend: boolean): void {
    // One call at a time for each backend: what waits meanwhile goes along with the next.
    const { lines, servers, slots, clock, wake } = this.#options
    const mayAsk = (one: UploadBackend<TFile>): boolean => !asksOneByOne(one) && !this.#asked.has(one)
    const backend = lines.firstOf('requesting', mayAsk)?.active.backend
    if (!backend) return
    const waiters = lines.removeFirst('requesting', backend, this.#countToAsk(backend, maySend))
    const [first] = waiters
    if (!first) return
    this.#asked.add(backend)
    const batch = new Batch<ActiveUpload<TFile>>(waiters.length)
    const endProbe = servers.outages?.probe(first.active, 'requesting')
    const turns = waiters.map(({ active, admit }) => {
      servers.startAttempt(active)
      // The call may ask for more tickets than there are slots. The rest wait with their tickets in the line for
      // sending.
      const turn = new Turn<TFile>({ step: 'requesting', batch, slot: slots.acquire() })
      admit(turn)
      return turn
    })
    const cancelTimer = clock.schedule(() => {
      for (const turn of turns) turn.releaseEarly()
    }, longestReserveMs)
    batch.whenOver(() => {
      cancelTimer()
      endProbe?.()
      this.#asked.delete(backend)
      wake()
    })
  }

  #countToAsk(backend: UploadBackend<TFile>, maySend: boolean): number {
    const { lines, slots, servers, expiries } = this.#options
    // While storage is busy, a ticket would only grow old.
    const freeSlots = maySend ? slots.available : 0
    // One upload is enough to find out whether a server is back.
    if (servers.outages?.isAnyDown(backend)) return Math.min(1, freeSlots)
    return planTickets({
      waiting: this.#sizesOfWaiting(),
      freeSlots,
      inHand: lines.size('sending'),
      expirySeconds: expiries.get(backend) ?? null,
      rate: slots.measure(),
    })
  }

  /**
   * In the order in which they will be sent, because the plan counts how many of them are sent before a ticket expires.
   */
  *#sizesOfWaiting(): Generator<number> {
    for (const step of ['sending', 'requesting'] as const) {
      for (const { active } of this.#options.lines.waitingFor(step)) yield active.upload.size
    }
  }
}

/** Whether each upload asks for its own ticket. It then waits for a slot first, and asks with the slot in hand. */
export function asksOneByOne(backend: UploadBackend): boolean {
  return backend.requestTickets === undefined
}
