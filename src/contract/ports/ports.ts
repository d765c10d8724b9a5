import type { Inspector } from './inspector.js'
import type { Transport } from './transport.js'
import type { Clock, Connection, HostPage } from './page.js'
import type { SlotPool } from './slots.js'
import type { HeldKeys } from './heldKeys.js'
import type { AnsweredServers } from './servers.js'

/**
 * Everything that the core needs from outside, as small interfaces. `createUploader` fills them in for browsers; a test
 * passes plain objects.
 */
export interface Ports {
  readonly inspector: Inspector
  readonly transport: Transport
  readonly clock: Clock
  readonly connection: Connection
  readonly page: HostPage
  /** The transfer slots, shared by all uploaders of a page. */
  readonly slots: SlotPool
  /** Which servers have answered, shared by all uploaders of a page. */
  readonly servers: AnsweredServers
  /** The content that each upload has under its keys, shared by all uploaders of a page. */
  readonly heldKeys: HeldKeys
  /** Returns a number from 0 to 1, for jitter. */
  readonly random: () => number
  readonly createId: () => string
}
