/** The failures of every API and its storage. */
export type MockFailure =
  // the ticket call, and that which registers
  | 'unauthorized'
  | 'forbidden'
  | 'server-error'
  | 'unreachable'
  | 'login-page'
  // registering
  | 'confirm-refused'
  /** The file is registered, but the answer is lost. */
  | 'confirm-lost'
  // storage
  | 'ticket-expired'
  | 'storage-refused'
  | 'storage-busy'
  | 'storage-unreachable'

/** How a mocked server and its storage behave. Read at each request, so that a story may change it while it runs. */
export interface MockOptions<TFailure extends string = never> {
  /** How long each call takes, in milliseconds. @default 0 */
  readonly latencyMs?: number
  /** How fast storage takes bytes. Without it, files are stored at once. */
  readonly bytesPerSecond?: number
  /** @default 300 */
  readonly ticketExpiresInSeconds?: number
  /** A failure for every file, until the option is removed. */
  readonly failure?: MockFailure | TFailure | undefined
  /** Called with every record that the API creates, as the API would show it. */
  readonly onRegistered?: (record: object) => void
}
