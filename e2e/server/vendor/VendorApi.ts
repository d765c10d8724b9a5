import type { MiddlewareHandler } from 'hono'
import type { UploadService } from '../../../src/server/uploads/UploadService.ts'
import type { ApiEnv } from '../apiEnv.ts'
import type { RecordReader } from '../records/RecordReader.ts'
import type { Observation } from '../testing/observeCall.ts'

/** What the API of a vendor is made of. */
export interface VendorApi {
  /** 'ion', … */
  readonly name: string
  /** The service that all APIs share, with the vendor's limits in the one profile `files`. */
  readonly service: UploadService
  readonly records: RecordReader
  readonly observation: Observation
  readonly identify: MiddlewareHandler<ApiEnv>
}
