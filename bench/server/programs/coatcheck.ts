import { Pool } from 'pg'
import { createUploads } from '../../../src/server/createUploads.ts'
import { sqlite } from '../../../src/server/node/sqlite/sqlite.ts'
import { postgres } from '../../../src/server/records/postgres/postgres.ts'
import { s3 } from '../../../src/server/storage/s3.ts'
import { bucket, credentials, largestFile, readSettings, region, serve } from './serve.ts'

const { storageOrigin, records } = readSettings()
if (!records) throw new TypeError('coatcheck needs records.')

serve(
  createUploads({
    storage: s3({ endpoint: storageOrigin, region, bucket, ...credentials, provider: 'minio' }),
    records: records.kind === 'sqlite' ? sqlite(records.path) : postgres(new Pool({ ...records.connection, max: 10 })),
    owner: () => 'bench',
    profiles: { files: { maxSizeBytes: largestFile } },
  }),
)
