import type { CallContext, UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import { toStoredUpload } from '../calls/toTicketRequest.js'
import type { RunContext } from '../RunContext.js'
import { gathersConfirms } from '../scheduling/gathersCalls.js'
import { Turn } from '../scheduling/Turn.js'
import type { Waiter, WaitingLines } from '../scheduling/WaitingLines.js'
import { Batch, type BatchCall } from './Batch.js'
import { callForMany } from './callForMany.js'
import { mostInOneCall, removeFirst } from './removeFirst.js'
import { shareBatch } from './shareBatch.js'

/**
 * A call for many costs what a call for one does, so a confirm waits this long for the files that are still being sent.
 */
const gatherMs = 50

/** Lets all uploads that wait confirm in one call, if their backend takes many at once. */
export class ConfirmGathering<TFile extends StoredFile> {
  readonly #lines: WaitingLines<TFile>
  readonly #context: RunContext<TFile>
  /** Backends with a call under way. What waits meanwhile goes along with the next. */
  readonly #asked = new Set<UploadBackend<TFile>>()
  /** `over`: the files that wait have waited long enough, so the next call takes them, however few they are. */
  #window: 'closed' | 'open' | 'over' = 'closed'
  #cancelTimer: (() => void) | null = null

  constructor(lines: WaitingLines<TFile>, context: RunContext<TFile>) {
    this.#lines = lines
    this.#context = context
  }

  /** Starts all calls that may start now. Called at each wake-up of the scheduler. */
  start(): void {
    const mayAsk = (one: UploadBackend<TFile>): boolean => gathersConfirms(one) && !this.#asked.has(one)
    for (;;) {
      const backend = this.#lines.firstOf('confirming', mayAsk)?.active.backend
      if (!backend) return
      if (this.#awaitsCompany) return this.#openWindow()
      this.closeWindow()
      this.#startCall(backend, removeFirst(this.#lines, 'confirming', backend, mostInOneCall), false)
    }
  }

  /** The page is being left: neither the window nor the limits count for these any more. */
  leavePage(leaving: readonly Waiter<TFile>[]): void {
    for (const backend of new Set(leaving.map(({ active }) => active.backend))) {
      const waiters = leaving.filter(({ active }) => active.backend === backend)
      while (waiters.length > 0) this.#startCall(backend, waiters.splice(0, mostInOneCall), true)
    }
  }

  closeWindow(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    this.#window = 'closed'
  }

  #startCall(backend: UploadBackend<TFile>, waiters: readonly Waiter<TFile>[], isPageLeaving: boolean): void {
    const { scheduler, servers } = this.#context
    const [first] = waiters
    if (!first) return
    this.#asked.add(backend)
    // One request finds out for all whether a server is back.
    const endProbe = servers.outages?.probe(first.active, 'confirming')
    const batch = new Batch<ActiveUpload<TFile>>(waiters.length, this.#context.code)
    batch.whenOver(() => {
      endProbe?.()
      this.#asked.delete(backend)
      scheduler.wake()
    })
    const make: BatchCall<ActiveUpload<TFile>>['make'] = (members, signal) =>
      this.#confirm(backend, members, { signal, keepalive: isPageLeaving })
    const sharedCall = shareBatch(batch, { make }, readFile)
    for (const { active, admit } of waiters) {
      // Each for itself, because each fails for itself, and is judged by what it saw of the server.
      servers.startAttempt(active)
      admit(new Turn({ step: 'confirming', isPageLeaving, sharedCall }))
    }
  }

  #confirm(
    backend: UploadBackend<TFile>,
    members: readonly ActiveUpload<TFile>[],
    options: { readonly signal: AbortSignal; readonly keepalive: boolean },
  ): Promise<readonly unknown[]> {
    const make = async (terms: CallContext): Promise<unknown> =>
      backend.confirmMany?.(members.map(toStoredUpload), terms)
    return callForMany(members, { call: 'confirm', ...options, make }, this.#context)
  }

  /** Without a transfer under way nobody can join, so a wait would only delay the last files. */
  get #awaitsCompany(): boolean {
    const isFull = this.#lines.size('confirming') >= mostInOneCall
    return this.#context.scheduler.slots.isBusy && !isFull && this.#window !== 'over'
  }

  #openWindow(): void {
    if (this.#window === 'open') return
    this.#window = 'open'
    const { ports, scheduler } = this.#context
    this.#cancelTimer = ports.clock.schedule(() => {
      this.#window = 'over'
      scheduler.wake()
    }, gatherMs)
  }
}

/** An answer without a file becomes null, which the step then refuses. */
function readFile(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'file' in answer ? answer.file : null
}
