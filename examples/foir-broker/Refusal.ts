/** An answer in GraphQL's way of saying no. */
export class Refusal extends Error {
  readonly status: 200 | 400 | 401 | 415 | 502
  readonly code: string

  constructor(status: Refusal['status'], code: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
  }
}
