/** What can go wrong in every API and its storage. */
export type MockFailure =
  // the ticket call, and that which registers
  | 'unauthorized'
  | 'forbidden'
  | 'server-error'
  | 'unreachable'
  | 'login-page'
  // registering
  | 'confirm-refused'
  /** It is done, and nobody hears of it. */
  | 'confirm-lost'
  // storage
  | 'ticket-expired'
  | 'storage-refused'
  | 'storage-busy'
  | 'storage-unreachable'

/** How a mocked server and its storage behave. Read at each request, so that a story may change it while it runs. */
export interface MockOptions<TFailure extends string = never> {
  /** Of each call, milliseconds. @default 0 */
  readonly latencyMs?: number
  /** How fast storage takes bytes. Without it they are there at once. */
  readonly bytesPerSecond?: number
  /** @default 300 */
  readonly ticketExpiresInSeconds?: number
  /** What goes wrong, with every file, until it is taken back. */
  readonly failure?: MockFailure | TFailure | undefined
  /** Told of every record that the API makes, as the API would show it. */
  readonly onRegistered?: (record: object) => void
}
