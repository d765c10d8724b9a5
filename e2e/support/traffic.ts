import type { Ticket } from '../server/ticket-service/ticketTable.ts'
import type { FileRecord } from '../server/ticket-service/fileTable.ts'
import type { CallRecord } from '../server/testing/callLog.ts'
import type { SharedStorage } from './sharedStorage.ts'
import type { Site } from './site.ts'
import type { StorageRequest } from './storageProxy.ts'

export type CallName = 'tickets' | 'sign' | 'parts' | 'complete' | 'abort' | 'confirm' | 'abandon' | 'list' | 'get'

/** The calls and requests since the test began, and their results. */
export interface Traffic {
  calls(call: CallName): readonly CallRecord[]
  /** The server's tickets: one for each upload, even if it was renewed. */
  readonly tickets: readonly Ticket[]
  /** The server's records, in the order of registration. */
  readonly records: readonly FileRecord[]
  /** The requests that carried a file's bytes to storage: PUTs and form POSTs. */
  readonly sends: readonly StorageRequest[]
  /** All requests of the browser to storage, except preflights. */
  readonly storageRequests: readonly StorageRequest[]
  /** The SHA-256 of an object in storage, in hex. */
  sha256(key: string | undefined): Promise<string>
  isStored(key: string | undefined): Promise<boolean>
}

export function watchTraffic({ server }: Site, { proxy, objects }: SharedStorage): Traffic {
  return {
    calls: (name) => server.log.calls.filter(({ call }) => call === name),
    get tickets() {
      return server.tickets.all()
    },
    get records() {
      return server.files.all()
    },
    get sends() {
      return proxy.sends()
    },
    get storageRequests() {
      return proxy.requests
    },
    sha256: (key = '') => objects.sha256(key),
    isStored: (key = '') => objects.exists(key),
  }
}
