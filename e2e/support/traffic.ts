import type { Ticket } from '../server/ticket-service/ticketTable.ts'
import type { FileRecord } from '../server/ticket-service/fileTable.ts'
import type { CallRecord } from '../server/testing/callLog.ts'
import type { SharedStorage } from './sharedStorage.ts'
import type { Site } from './site.ts'
import type { StorageRequest } from './storageProxy.ts'

export type CallName = 'tickets' | 'sign' | 'parts' | 'complete' | 'abort' | 'confirm' | 'abandon' | 'list' | 'get'

/** What has passed between the page, the server and storage since the test began, and what came of it. */
export interface Traffic {
  calls(call: CallName): readonly CallRecord[]
  /** Leave to send, as the server has it written down: one for each upload, also when its term was renewed. */
  readonly tickets: readonly Ticket[]
  /** What the server has registered, in the order of registration. */
  readonly records: readonly FileRecord[]
  /** What carried a file's bytes to storage: PUTs and form POSTs. */
  readonly sends: readonly StorageRequest[]
  /** Everything that the browser asked of storage, but preflights. */
  readonly storageRequests: readonly StorageRequest[]
  /** SHA-256 in hex of what storage itself gives back. */
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
