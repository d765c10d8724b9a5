import { openStorage } from '../storage/openStorage.ts'
import type { Storage } from '../storage/storage.ts'
import { type StorageProxy, startStorageProxy } from './storageProxy.ts'
import { readStoredObjects, type StoredObjects } from './storedObjects.ts'

/** The storage that all tests of a worker share, behind a proxy. */
export interface SharedStorage {
  readonly storage: Storage
  readonly proxy: StorageProxy
  readonly objects: StoredObjects
  stop(): Promise<void>
}

export async function startSharedStorage(): Promise<SharedStorage> {
  const storage = await openStorage({ require: 'program' })
  const proxy = await startStorageProxy(storage)
  const objects = readStoredObjects(storage)
  return {
    storage,
    proxy,
    objects,
    stop: async () => {
      objects.close()
      await proxy.stop()
      await storage.stop()
    },
  }
}
