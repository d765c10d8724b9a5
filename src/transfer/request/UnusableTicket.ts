/** Why a ticket cannot be used as it is. `answer/explainUnusable` has the texts. */
export type UnusableReason =
  | 'url-is-not-http'
  | 'url-has-password'
  | 'url-is-insecure'
  | 'origin-not-allowed'
  | 'header-twice'
  | 'header-malformed'
  | 'other-size'
  | 'form-redirects'
  | 'no-browser'

/**
 * A ticket that cannot be used as it is. It has a reason instead of a text: the texts are loaded with the first such
 * ticket, because most apps never see one.
 */
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
