/** Why a ticket cannot be used as it is. `answer/explainUnusable` has the texts. */
export type UnusableReason =
  | 'url-is-relative'
  | 'url-has-password'
  | 'url-is-http'
  | 'origin-not-allowed'
  | 'header-twice'
  | 'header-malformed'
  | 'other-size'
  | 'form-redirects'
  | 'no-browser'

/** A ticket that cannot be used as it is. Its text comes with the first one, because most apps never see any. */
export class UnusableTicket extends Error {
  readonly reason: UnusableReason
  /** The name of a field or a header, never its value. */
  readonly detail: string

  constructor(reason: UnusableReason, detail = '') {
    super(reason)
    this.reason = reason
    this.detail = detail
  }
}
