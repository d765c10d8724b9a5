import { incomingPrefix } from '../../server/uploads/issue/objectKeys.js'
import type { BucketPlace } from '../../server/storage/S3Store.js'
import { withEndpoint } from './withEndpoint.js'

export interface LifecycleNeeds {
  readonly abortsParts: boolean
  readonly expiresIncoming: boolean
  /** Whether old versions have to go: what users have deleted, and what was copied away. */
  readonly removesOld: boolean
  readonly days: number
}

/** The rules that a bucket lacks, as commands to paste. */
export function lifecycleRule(place: BucketPlace, needs: LifecycleNeeds): string {
  const { provider, bucket } = place
  const { abortsParts, expiresIncoming, days } = needs
  if (provider === 'b2') return backblazeRule(bucket, needs)
  if (provider === 'gcs') {
    const rules = [
      ...(abortsParts ? [{ action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: days } }] : []),
      ...(expiresIncoming
        ? [{ action: { type: 'Delete' }, condition: { age: days, matchesPrefix: [incomingPrefix] } }]
        : []),
    ]
    return `lifecycle.json:\n${JSON.stringify({ rule: rules })}\ngcloud storage buckets update gs://${bucket} --lifecycle-file=lifecycle.json`
  }
  const Rules = [
    ...(abortsParts
      ? [
          {
            ID: 'coatcheck-parts',
            Status: 'Enabled',
            Filter: { Prefix: '' },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: days },
          },
        ]
      : []),
    ...(expiresIncoming
      ? [
          {
            ID: 'coatcheck-incoming',
            Status: 'Enabled',
            Filter: { Prefix: incomingPrefix },
            Expiration: { Days: days },
          },
        ]
      : []),
  ]
  return `lifecycle.json:\n${JSON.stringify({ Rules })}\naws s3api put-bucket-lifecycle-configuration --bucket ${bucket} --lifecycle-configuration file://lifecycle.json${withEndpoint(place)}`
}

/**
 * Hiding is what B2 calls deleting, and only then come the days of `daysFromHidingToDeleting`.
 * @see https://www.backblaze.com/docs/cloud-storage-lifecycle-rules
 */
function backblazeRule(bucket: string, { abortsParts, expiresIncoming, removesOld, days }: LifecycleNeeds): string {
  const whole = {
    ...(removesOld && { daysFromHidingToDeleting: 1 }),
    ...(abortsParts && { daysFromStartingToCancelingUnfinishedLargeFiles: days }),
  }
  const rules = [
    ...(removesOld || abortsParts ? [{ fileNamePrefix: '', ...whole }] : []),
    ...(expiresIncoming
      ? [{ fileNamePrefix: incomingPrefix, daysFromUploadingToHiding: days, daysFromHidingToDeleting: 1 }]
      : []),
  ]
  return `b2 bucket update --lifecycle-rules '${JSON.stringify(rules)}' ${bucket}`
}
