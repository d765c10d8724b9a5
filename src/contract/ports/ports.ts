import type { Inspector } from './inspector.js'
import type { Transport } from './transport.js'
import type { Clock, Connection, HostPage } from './page.js'
import type { SlotPool } from './slots.js'
import type { HeldKeys } from './heldKeys.js'
import type { AnsweredServers } from './servers.js'

/**
 * Everything the engine needs from outside, as small interfaces. The `coatcheck/core` entry fills them in for
 * browsers; a test hands in plain objects.
 */
export interface Ports {
  readonly inspector: Inspector
  readonly transport: Transport
  readonly clock: Clock
  readonly connection: Connection
  readonly page: HostPage
  /** Leave to use the wire, shared by all uploaders of a page. */
  readonly slots: SlotPool
  /** Which servers have answered, shared by all uploaders of a page. */
  readonly servers: AnsweredServers
  /** The content that each upload has under its keys, shared by all uploaders of a page. */
  readonly heldKeys: HeldKeys
  /** A number from 0 up to 1, for jitter. */
  readonly random: () => number
  readonly createId: () => string
}
