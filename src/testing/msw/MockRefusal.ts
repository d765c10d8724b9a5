/** A refusal by a mocked server or storage. */
export class MockRefusal extends Error {
  readonly status: number
  /** GraphQL's `extensions.code`, or S3's own code. */
  readonly code: string | undefined

  constructor(status: number, message: string, code?: string) {
    super(message)
    this.name = 'MockRefusal'
    this.status = status
    this.code = code
  }
}
