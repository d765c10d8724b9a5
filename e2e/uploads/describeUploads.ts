import { onTestFinished } from 'vitest'
import { createUploads, type ObjectStore, type Uploads, type UploadsOptions } from '../../src/server.ts'
import { sqlite } from '../../src/server/node.ts'
import { describeObjectStore, type ObjectStoreUnderTest } from '../storage/object-store/describeObjectStore.ts'
import { ContractClient } from './ContractClient.ts'

/** A server over a bucket that is alive. */
export interface UploadsUnderTest {
  readonly uploads: Uploads
  readonly store: ObjectStore
  readonly ann: ContractClient
  readonly bob: ContractClient
}

export interface UploadsSuite {
  readonly bucket: ObjectStoreUnderTest
  readonly start: (options?: Partial<UploadsOptions>) => UploadsUnderTest
}

/** Runs one suite of `createUploads` against every storage. */
export function describeUploads(title: string, suite: (under: UploadsSuite) => void): void {
  describeObjectStore(title, (bucket) => {
    const start = (options: Partial<UploadsOptions> = {}): UploadsUnderTest => {
      const store = options.storage ?? bucket.store
      const uploads = createUploads({
        storage: store,
        records: sqlite(':memory:'),
        owner: (request) => request.headers.get('authorization'),
        profiles: { any: { maxSizeBytes: 100_000_000 } },
        ...options,
      })
      onTestFinished(() => uploads.close())
      return { uploads, store, ann: new ContractClient(uploads, 'ann'), bob: new ContractClient(uploads, 'bob') }
    }
    suite({ bucket, start })
  })
}
