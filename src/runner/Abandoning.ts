import type { Ports } from '../contract/ports/ports.js'
import type { CallContext } from '../contract/backend.js'
import type { Json } from '../contract/json.js'
import type { StoredFile } from '../contract/storedFile.js'
import type { LateTicket, Run, UploadableEntry } from '../uploader/entry.js'
import type { Store } from '../uploader/Store.js'
import { nameReference } from './answers/keyNames.js'

/**
 * Tells backends that a ticket, or what was stored under it, is not wanted. Best effort: nobody awaits it. What may be
 * registered stays, because nothing at the backend is ever deleted.
 */
export class Abandoning<TFile extends StoredFile> {
  readonly #ports: Ports
  readonly #store: Store<TFile>
  /** What was abandoned while the page was offline. A call would fail and never be repeated, so it waits. */
  readonly #pending: (() => void)[] = []
  #isClosed = false

  constructor(ports: Ports, store: Store<TFile>) {
    this.#ports = ports
    this.#store = store
  }

  /** The uploader is destroyed, perhaps with its page: calls made from now on have to outlive the page. */
  close(): void {
    this.#isClosed = true
  }

  /** Sends what waited for the connection. */
  flush(): void {
    for (const send of this.#pending.splice(0)) send()
  }

  /**
   * Abandons everything that an upload holds at the backend. If another upload has taken its keys, what is stored under
   * them is that one's, even after its row is gone.
   */
  abandon(id: string): void {
    const entry = this.#store.uploadable(id)
    if (!entry) return
    const { reference, parts, late, mayBeRegistered } = entry.run
    // Thousands of files that have not been started may be cancelled at once.
    if (reference === undefined && late.length === 0) return
    // If it may be registered, a retry still needs the reference to find out.
    const left = mayBeRegistered ? {} : { reference: undefined, parts: null }
    // Before the calls, so that nothing is abandoned twice.
    this.#store.dispatch(id, { type: 'runUpdated', run: { late: [], ...left } })
    for (const ticket of late) this.abandonTicket(entry, ticket)
    if (mayBeRegistered || reference === undefined || this.#ports.heldKeys.hasLost(entry.run.claimant)) return
    const isOpenParts = parts?.reference === reference
    this.#send(entry, reference, { isOpenParts, isJoining: parts?.isJoining === true })
  }

  /** Abandons a ticket other than the one that the upload goes on with. */
  abandonTicket(entry: UploadableEntry<TFile>, { reference, isOpenParts }: LateTicket): void {
    if (!entry.run.mayBeRegistered) this.#send(entry, reference, { isOpenParts, isJoining: false })
  }

  #send(
    { run }: UploadableEntry<TFile>,
    reference: Json,
    { isOpenParts, isJoining }: { isOpenParts: boolean; isJoining: boolean },
  ): void {
    const { backend, idempotencyKey } = run
    if (this.#isHeldByOther(run, reference)) return
    const { signal } = new AbortController()
    const context: CallContext = { signal, attempt: 1, keepalive: this.#isClosed, idempotencyKey }
    const tell = async (): Promise<void> => {
      if (isOpenParts) await backend.multipart?.abort(reference, context)?.catch(() => undefined)
      // Storage may just have joined the parts.
      if (!isOpenParts || isJoining) await backend.abandon?.(reference, context)
    }
    // Nothing is lost if this fails: a backend clears up what was never registered.
    const send = (): void => void tell().catch(() => undefined)
    if (this.#isClosed || this.#ports.connection.isOnline()) send()
    else this.#pending.push(send)
  }

  /** Several uploads may have equal content under one key. */
  #isHeldByOther({ claimant, backend }: Run<TFile>, reference: Json): boolean {
    const key = nameReference(reference, backend)
    return key !== null && this.#ports.heldKeys.isHeldByOther(claimant, key)
  }
}
