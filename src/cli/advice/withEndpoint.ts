import type { BucketPlace } from '../../server/storage/S3Store.js'

/** What the command of AWS needs to talk to another storage. */
export function withEndpoint({ provider, endpoint, region }: BucketPlace): string {
  return provider === 'aws' ? ` --region ${region}` : ` --region ${region} --endpoint-url ${endpoint}`
}
