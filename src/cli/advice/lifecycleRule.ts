import { incomingPrefix } from '../../server/uploads/issue/objectKeys.js'
import type { BucketPlace } from '../../server/storage/S3Store.js'
import { withEndpoint } from './withEndpoint.js'

export interface LifecycleNeeds {
  readonly abortsParts: boolean
  readonly expiresIncoming: boolean
  readonly days: number
}

/** The rules that a bucket lacks, as commands to paste. */
export function lifecycleRule(place: BucketPlace, { abortsParts, expiresIncoming, days }: LifecycleNeeds): string {
  const { provider, bucket } = place
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
