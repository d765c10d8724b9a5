import type { Uploads } from '../../server/createUploads.js'
import { S3Store } from '../../server/storage/S3Store.js'
import { checkAddress } from './bucket/checkAddress.js'
import { checkBucket } from './bucket/checkBucket.js'
import { checkObjects } from './objects/checkObjects.js'
import type { CheckContext } from './CheckContext.js'
import type { CheckReport } from './CheckResult.js'
import { Findings } from './Findings.js'
import { createSend } from './send.js'
import { checkOrigins } from './server/checkOrigins.js'
import { checkOwner } from './server/checkOwner.js'
import { checkProfiles } from './server/checkProfiles.js'
import { checkRecords } from './server/checkRecords.js'

export interface CheckOptions {
  /** Origins whose pages upload. If there are none, those of the option `origins` of `createUploads`. */
  readonly origins?: readonly string[]
  /** Sends what a browser would send. @default the global `fetch` */
  readonly fetch?: typeof fetch
}

/**
 * Checks a server's own settings, its records and its bucket. It sends a few small objects to the bucket, and removes them
 * again.
 */
export async function checkUploads(uploads: Uploads, options: CheckOptions = {}): Promise<CheckReport> {
  const { fetch = globalThis.fetch, origins: given = [] } = options
  const { storage } = uploads.service
  const store = storage instanceof S3Store ? storage : null
  const origins = given.length > 0 ? given : [...uploads.http.origins]
  const findings = new Findings()
  const context: CheckContext = { uploads, store, origins, findings, send: createSend(fetch) }
  checkProfiles(context)
  await checkRecords(context)
  await checkOwner(context)
  checkOrigins(context)
  await checkAddress(context)
  const bucket = await checkBucket(context)
  if (bucket) await checkObjects(context, bucket.cors)
  const { results: checks } = findings
  return {
    ok: checks.every(({ outcome }) => outcome !== 'problem'),
    storage: storage.description,
    provider: store?.place.provider ?? null,
    origins,
    checks,
  }
}
