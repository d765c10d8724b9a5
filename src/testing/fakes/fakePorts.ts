import type { Ports } from '../../contract/ports/ports.js'
import { createHeldKeys } from '../../page/heldKeys.js'
import { createAnsweredServers } from '../../page/answeredServers.js'
import { createSlotPool } from '../../page/slots.js'
import { createFakeConnection } from './fakeConnection.js'
import { createFakeHostPage } from './fakeHostPage.js'
import { createFakeInspector } from './fakeInspector.js'
import { createFakeTransport } from './fakeTransport.js'

/**
 * Ports without a worker or a network, with their own transfer slots, so that two tests on a page do not wait for each
 * other.
 * @example createUploader({ backend: createFakeBackend(), ports: createFakePorts() })
 */
export function createFakePorts(ports: Partial<Ports> = {}): Partial<Ports> {
  return {
    inspector: createFakeInspector(ports.clock ? { clock: ports.clock } : {}),
    transport: createFakeTransport(ports.clock ? { clock: ports.clock } : {}),
    connection: createFakeConnection(),
    page: createFakeHostPage(),
    slots: createSlotPool(),
    servers: createAnsweredServers(),
    heldKeys: createHeldKeys(),
    ...ports,
  }
}
