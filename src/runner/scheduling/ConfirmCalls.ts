import type { UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { KnownServers } from '../outages/KnownServers.js'
import { gathersConfirms } from './gathersCalls.js'
import { Turn } from './Turn.js'
import type { Waiter, WaitingLines } from './WaitingLines.js'

interface ConfirmOptions<TFile extends StoredFile> {
  readonly lines: WaitingLines<TFile>
  readonly servers: KnownServers<TFile>
  readonly wake: () => void
}

/** A browser opens six connections to a host, and tickets need some of them. */
const mostAtOnce = 4

/** Lets uploads confirm, a few at a time, if their backend registers one in each call. */
export class ConfirmCalls<TFile extends StoredFile> {
  readonly #options: ConfirmOptions<TFile>
  readonly #running = new Map<UploadBackend<TFile>, number>()

  constructor(options: ConfirmOptions<TFile>) {
    this.#options = options
  }

  /** Starts all confirms that may start now. Called at each wake-up of the scheduler. */
  start(): void {
    const { lines } = this.#options
    const mayStart = (one: UploadBackend<TFile>): boolean => !gathersConfirms(one) && this.#countOf(one) < mostAtOnce
    for (;;) {
      const waiter = lines.firstOf('confirming', mayStart)
      if (!waiter) return
      lines.remove(waiter)
      this.admit(waiter, false)
    }
  }

  /** Grants an upload its turn to confirm. */
  admit({ active, admit }: Waiter<TFile>, isPageLeaving: boolean): void {
    const { servers, wake } = this.#options
    const { backend } = active
    this.#running.set(backend, this.#countOf(backend) + 1)
    servers.startAttempt(active)
    const endProbe = servers.outages?.probe(active, 'confirming')
    const releasePlace = (): void => {
      this.#running.set(backend, this.#countOf(backend) - 1)
      wake()
    }
    admit(new Turn({ step: 'confirming', isPageLeaving, endProbe, releasePlace }))
  }

  #countOf(backend: UploadBackend<TFile>): number {
    return this.#running.get(backend) ?? 0
  }
}
