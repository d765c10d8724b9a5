import { s3, type ObjectStore, type S3Options } from '../../../src/server.ts'
import { describeStorages, type StorageUnderTest } from '../describeStorages.ts'

/** What a suite of `s3` gets. The fields are set when its tests run. */
export interface ObjectStoreUnderTest {
  readonly raw: StorageUnderTest
  readonly store: ObjectStore
  /** Another view of the same bucket. */
  open(options?: Partial<S3Options>): ObjectStore
}

/** Runs one suite of `s3` against every storage. */
export function describeObjectStore(title: string, suite: (under: ObjectStoreUnderTest) => void): void {
  describeStorages(title, (raw) => {
    const open = (options: Partial<S3Options> = {}): ObjectStore => s3({ ...optionsFor(raw), ...options } as S3Options)
    suite({
      raw,
      open,
      get store() {
        return open()
      },
    })
  })
}

/** The embedded store behaves like MinIO. */
function optionsFor({ storage, answers }: StorageUnderTest): S3Options {
  const { endpoint, region, bucket, credentials } = storage
  return { endpoint, region, bucket, provider: answers.title === 'versitygw' ? 'versitygw' : 'minio', ...credentials }
}
