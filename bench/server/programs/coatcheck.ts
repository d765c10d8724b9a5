import { createUploads } from '../../../src/server/createUploads.ts'
import { s3 } from '../../../src/server/storage/s3.ts'
import { openRecords } from './openRecords.ts'
import { bucket, credentials, largestFile, readSettings, region, serve } from './serve.ts'

const { storageOrigin, records } = readSettings()

serve(
  createUploads({
    storage: s3({ endpoint: storageOrigin, region, bucket, ...credentials, provider: 'minio' }),
    records: openRecords(records),
    owner: () => 'bench',
    profiles: { files: { maxSizeBytes: largestFile } },
  }),
)
