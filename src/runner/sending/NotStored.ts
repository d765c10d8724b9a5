import type { SendOutcome } from '../../contract/ports/transport.js'

/**
 * Thrown by a transfer that storage did not confirm: the bytes may be there or not. `failure/readStorageFailure` turns
 * the outcome into an error, because that code is needed only then.
 */
export class NotStored extends Error {
  readonly outcome: Exclude<SendOutcome, { readonly kind: 'stored' }>

  /** What was to be sent: the file, or one part of it. */
  readonly sizeBytes: number

  constructor(outcome: NotStored['outcome'], sizeBytes: number) {
    super('not-stored')
    this.outcome = outcome
    this.sizeBytes = sizeBytes
  }
}
