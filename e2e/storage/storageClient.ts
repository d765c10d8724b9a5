import { CreateBucketCommand, HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import type { Storage } from './storage.ts'

export type StorageAddress = Pick<Storage, 'endpoint' | 'region' | 'bucket' | 'credentials'>

/**
 * The one way this project speaks S3, whatever the storage. Without `WHEN_REQUIRED` the SDK would sign the checksum of
 * an empty body into presigned URLs, and a storage that checks would refuse every real upload.
 */
export function createStorageClient({ endpoint, region, credentials }: StorageAddress): S3Client {
  return new S3Client({
    endpoint,
    region,
    credentials: { ...credentials },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

/** Makes the bucket unless it is there. */
export async function ensureBucket(address: StorageAddress): Promise<void> {
  const client = createStorageClient(address)
  try {
    await client.send(new HeadBucketCommand({ Bucket: address.bucket }))
  } catch (error) {
    if (!isMissing(error)) throw error
    await client.send(new CreateBucketCommand({ Bucket: address.bucket })).catch(ignoreOwnBucket)
  } finally {
    client.destroy()
  }
}

/** Whether storage said that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404
}

/** Somebody made it in the meantime. */
function ignoreOwnBucket(error: unknown): void {
  if (!(error instanceof S3ServiceException && error.name === 'BucketAlreadyOwnedByYou')) throw error
}
