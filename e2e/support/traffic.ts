import type { FileRecord, UploadRecord } from '../../src/server/records/Records.ts'
import type { CallRecord } from '../server/testing/callLog.ts'
import type { SharedStorage } from './sharedStorage.ts'
import type { Site } from './site.ts'
import type { StorageRequest } from './storageProxy.ts'

export type CallName = 'tickets' | 'sign' | 'parts' | 'complete' | 'abort' | 'confirm' | 'abandon' | 'list' | 'get'

/** The calls and requests since the test began, and their results. */
export interface Traffic {
  calls(call: CallName): readonly CallRecord[]
  /** The uploads that the server has issued tickets for: one, even if its ticket was renewed. */
  readonly tickets: readonly UploadRecord[]
  /** The server's records, in the order of registration. */
  readonly records: readonly FileRecord[]
  /** The requests that carried a file's bytes to storage: PUTs and form POSTs. */
  readonly sends: readonly StorageRequest[]
  /** All requests of the browser to storage, except preflights. */
  readonly storageRequests: readonly StorageRequest[]
  /** The SHA-256, in hex, of the object that was sent under this key, wherever it is kept now. */
  sha256(key: string | undefined): Promise<string>
  /** Whether storage has that object. */
  isStored(key: string | undefined): Promise<boolean>
}

export function watchTraffic({ server }: Site, { proxy, objects }: SharedStorage): Traffic {
  return {
    calls: (name) => server.log.calls.filter(({ call }) => call === name),
    get tickets() {
      return server.records.uploads()
    },
    get records() {
      return server.records.files()
    },
    get sends() {
      return proxy.sends()
    },
    get storageRequests() {
      return proxy.requests
    },
    sha256: (key = '') => objects.sha256(server.records.keptKey(key)),
    isStored: (key = '') => objects.exists(server.records.keptKey(key)),
  }
}
