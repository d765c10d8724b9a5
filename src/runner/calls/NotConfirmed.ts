/**
 * Thrown by a confirm that the backend did not answer with a file. Whether the file is registered is open until
 * `failure/explainConfirm` has read the reason, because that code is needed only then.
 */
export class NotConfirmed extends Error {
  readonly reason: unknown
  /** Whether an earlier confirm had left that open already. */
  readonly wasInDoubt: boolean

  constructor(reason: unknown, wasInDoubt: boolean) {
    super('not-confirmed')
    this.reason = reason
    this.wasInDoubt = wasInDoubt
  }
}
