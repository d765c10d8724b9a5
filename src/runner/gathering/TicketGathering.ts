import type { CallContext, UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { toTicketRequest } from '../calls/toTicketRequest.js'
import { settleLate } from '../requestTicket.js'
import type { RunContext } from '../RunContext.js'
import { gathersTickets } from '../scheduling/gathersCalls.js'
import { Turn } from '../scheduling/Turn.js'
import type { WaitingLines } from '../scheduling/WaitingLines.js'
import { Batch } from './Batch.js'
import { callForMany } from './callForMany.js'
import { planTickets } from './planTickets.js'
import { removeFirst } from './removeFirst.js'
import { shareBatch } from './shareBatch.js'
import { Throughput } from './Throughput.js'

/**
 * The uploads of a call get their slots before their tickets, because tickets could expire if other uploads took the
 * slots meanwhile. A slow server must not keep the slots empty, so they are free for others again after this time.
 */
const longestReserveMs = 2_000

/** Lets uploads ask for tickets in one call, if their backend takes many at once. */
export class TicketGathering<TFile extends StoredFile> {
  readonly #lines: WaitingLines<TFile>
  readonly #context: RunContext<TFile>
  readonly #throughput = new Throughput()
  /** Backends with a call under way. The next call takes all uploads that have joined the line meanwhile. */
  readonly #asked = new Set<UploadBackend<TFile>>()

  constructor(lines: WaitingLines<TFile>, context: RunContext<TFile>) {
    this.#lines = lines
    this.#context = context
    context.scheduler.slots.onStored = (startedAt, bytes) => this.#throughput.record(startedAt, bytes)
  }

  /** @param maySend whether transfers may start now; if not, no slot is free for a ticket */
  start(maySend: boolean): void {
    // One call at a time for each backend: what waits meanwhile goes along with the next.
    const { ports, scheduler, servers } = this.#context
    const mayAsk = (one: UploadBackend<TFile>): boolean => gathersTickets(one) && !this.#asked.has(one)
    const backend = this.#lines.firstOf('requesting', mayAsk)?.active.backend
    if (!backend) return
    const waiters = removeFirst(this.#lines, 'requesting', backend, this.#countToAsk(backend, maySend))
    const [first] = waiters
    if (!first) return
    this.#asked.add(backend)
    const batch = new Batch<ActiveUpload<TFile>>(waiters.length, this.#context.code)
    const sharedCall = shareBatch(batch, {
      make: (members, signal) => this.#ask(backend, members, signal),
      onUnclaimed: (member, late) => settleLate(member, late, this.#context),
    })
    const endProbe = servers.outages?.probe(first.active, 'requesting')
    const turns = waiters.map(({ active, admit }) => {
      servers.startAttempt(active)
      // The call may ask for more tickets than there are slots. The rest wait with their tickets in the line for
      // sending.
      const turn = new Turn<TFile>({ step: 'requesting', sharedCall, releaseSlot: scheduler.slots.acquire() })
      admit(turn)
      return turn
    })
    const cancelTimer = ports.clock.schedule(() => {
      for (const turn of turns) turn.releaseEarly()
    }, longestReserveMs)
    batch.whenOver(() => {
      cancelTimer()
      endProbe?.()
      this.#asked.delete(backend)
      scheduler.wake()
    })
  }

  #ask(
    backend: UploadBackend<TFile>,
    members: readonly ActiveUpload<TFile>[],
    signal: AbortSignal,
  ): Promise<readonly unknown[]> {
    const call = {
      call: 'ticket',
      signal,
      make: async (terms: CallContext) => backend.requestTickets?.(members.map(toTicketRequest), terms),
      onLate: (late: unknown) => {
        if (!Array.isArray(late)) return
        members.forEach((member, index) => settleLate(member, late[index], this.#context))
      },
    } as const
    return callForMany(members, call, this.#context)
  }

  #countToAsk(backend: UploadBackend<TFile>, maySend: boolean): number {
    const { expiries, ports, scheduler, servers } = this.#context
    // While storage is busy, a ticket would only grow old.
    const freeSlots = maySend ? scheduler.slots.available : 0
    // One upload is enough to find out whether a server is back.
    if (servers.outages?.isAnyDown(backend)) return Math.min(1, freeSlots)
    return planTickets({
      waiting: this.#sizesOfWaiting(),
      freeSlots,
      inHand: this.#lines.size('sending'),
      expirySeconds: expiries.get(backend) ?? null,
      rate: this.#throughput.measure(ports.clock.now()),
    })
  }

  /**
   * In the order in which they will be sent, because the plan counts how many of them are sent before a ticket expires.
   */
  *#sizesOfWaiting(): Generator<number> {
    for (const step of ['sending', 'requesting'] as const) {
      for (const { active } of this.#lines.waitingFor(step)) yield active.upload.size
    }
  }
}
