import type { Uploads } from '../../server/createUploads.js'
import type { S3Store } from '../../server/storage/S3Store.js'
import type { Findings } from './Findings.js'
import type { Send } from './send.js'

/** What all checks have in common. */
export interface CheckContext {
  readonly uploads: Uploads
  /** null: the storage is not one of `s3`. */
  readonly store: S3Store | null
  /** The origins whose pages upload. */
  readonly origins: readonly string[]
  readonly findings: Findings
  /** Sends what a browser would send. */
  readonly send: Send
}
