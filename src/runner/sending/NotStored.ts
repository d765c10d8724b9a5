import type { SendOutcome } from '../../contract/ports/transport.js'

/** What a step throws when storage is not known to have the bytes. What that means is read later. */
export class NotStored extends Error {
  readonly outcome: Exclude<SendOutcome, { readonly kind: 'stored' }>

  constructor(outcome: NotStored['outcome']) {
    super('Storage is not known to have the bytes.')
    this.outcome = outcome
  }
}
