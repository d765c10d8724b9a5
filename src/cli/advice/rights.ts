import type { BucketPlace } from '../../server/storage/S3Store.js'

/** What the server's credentials have to be allowed. */
export function rightsAdvice({ provider, bucket }: BucketPlace): string {
  switch (provider) {
    case 'aws':
      return `Attach this policy to the user or role whose credentials the server has.`
    case 'r2':
      return `Create an R2 API token with "Object Read & Write" for the bucket ${bucket}.`
    case 'b2':
      return `Create an application key with read and write access to the bucket ${bucket}, and allow it to list files.`
    case 'gcs':
      return `Give the service account of the HMAC key the role roles/storage.objectAdmin on the bucket ${bucket}.`
    case 'minio':
      return `Attach the policy below to the user whose keys the server has (mc admin policy create, mc admin policy attach).`
    default:
      return `Give the credentials of the server the rights of this policy, in the form that your storage has for it.`
  }
}

/** The policy for storages that have AWS's; undefined for others. */
export function rightsPolicy({ provider, bucket }: BucketPlace): string | undefined {
  if (provider === 'r2' || provider === 'b2' || provider === 'gcs') return undefined
  const objects = ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload', 'ListMultipartUploadParts']
  const whole = ['ListBucket', 'ListBucketMultipartUploads']
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: objects.map((name) => `s3:${name}`), Resource: `arn:aws:s3:::${bucket}/*` },
      { Effect: 'Allow', Action: whole.map((name) => `s3:${name}`), Resource: `arn:aws:s3:::${bucket}` },
    ],
  })
}
