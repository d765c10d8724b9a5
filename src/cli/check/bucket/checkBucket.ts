import { inspectBucket, type BucketFacts } from '../../../server/storage/inspectBucket.js'
import type { BucketPlace } from '../../../server/storage/S3Store.js'
import { StorageError } from '../../../server/storage/StorageError.js'
import { rightsAdvice, rightsPolicy } from '../../advice/rights.js'
import type { CheckContext } from '../CheckContext.js'
import type { Findings } from '../Findings.js'
import { checkLifecycle } from './checkLifecycle.js'
import { describeFailure, explainStorage } from './explainStorage.js'

/** What the bucket says of its CORS rules. null: nothing, or nobody can ask. */
export type ToldCors = BucketFacts['cors'] | null

/** Asks the bucket about itself. Returns undefined if it cannot be used with these credentials. */
export async function checkBucket(context: CheckContext): Promise<{ readonly cors: ToldCors } | undefined> {
  const { store, findings } = context
  const asked = 'List the bucket (ListObjectsV2).'
  if (!store) {
    findings.skip('reachable', {
      asked,
      message:
        'The storage is not one of s3, or of another copy of coatcheck, so the bucket is not asked about itself.',
    })
    return { cors: null }
  }
  const facts = await inspectBucket(store).catch((error: unknown) => {
    if (!(error instanceof StorageError)) throw error
    findings.problem('reachable', { asked, message: describeFailure(error), ...explainStorage(store.place, error) })
    return null
  })
  if (!facts) return undefined
  if (!isOfS3(facts)) {
    findings.problem('reachable', {
      asked,
      message: 'Something other than S3 answers with a success.',
      code: 'not-storage',
      advice: 'Check the endpoint in s3: it may lead to the console of the storage, to a web page, or to a proxy.',
    })
    return undefined
  }
  findings.ok('reachable', { asked, message: 'Storage answers, and accepts the credentials.' })
  checkListing(facts, store.place, findings)
  checkClock(facts, findings)
  checkLifecycle(context, store.place, facts.lifecycle)
  return { cors: facts.cors }
}

/** S3 answers each of these calls with XML, or with an error. */
function isOfS3({ cors, lifecycle }: BucketFacts): boolean {
  return [cors, lifecycle].some((told) => told.isTold || told.status !== 200)
}

function checkListing({ mayList }: BucketFacts, place: BucketPlace, findings: Findings): void {
  const asked = 'May the credentials list the bucket?'
  if (mayList)
    return findings.ok('list', { asked, message: 'The credentials may list the bucket, so a missing object is a 404.' })
  const paste = rightsPolicy(place)
  findings.warn('list', {
    asked,
    message:
      'The credentials may not list the bucket (403, AccessDenied). S3 then answers 403 for an object that does not exist, and a confirm without bytes fails with 503.',
    code: 'list-forbidden',
    advice: `Allow s3:ListBucket. ${rightsAdvice(place)}`,
    ...(paste !== undefined && { paste }),
  })
}

/** S3 accepts no more. */
const mostSkewMs = 15 * 60_000
const agreeMs = 2 * 60_000

function checkClock({ clockAheadMs }: BucketFacts, findings: Findings): void {
  const asked = "How far is this machine's clock from that of storage?"
  if (clockAheadMs === null) return findings.skip('clock', { asked, message: 'Storage did not say its time.' })
  const differenceMs = Math.abs(clockAheadMs)
  if (differenceMs <= agreeMs)
    return findings.ok('clock', { asked, message: 'The clocks of this machine and of storage agree.' })
  const message = `This machine's clock is ${Math.round(differenceMs / 1000)} seconds ${clockAheadMs > 0 ? 'ahead' : 'behind'}.`
  const advice = 'Synchronise both clocks with a time server (NTP).'
  if (differenceMs >= mostSkewMs) {
    return findings.problem('clock', {
      asked,
      message: `${message} From 15 minutes on, S3 refuses what is signed here.`,
      code: 'clock-skew',
      advice,
    })
  }
  findings.warn('clock', { asked, message, code: 'clock-differs', advice })
}
