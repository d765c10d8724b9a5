import { CreateBucketCommand, HeadBucketCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import type { Storage } from './storage.ts'

export type StorageAddress = Pick<Storage, 'endpoint' | 'region' | 'bucket' | 'credentials'>

/**
 * Creates the S3 client for every kind of storage. Without `WHEN_REQUIRED`, the SDK would sign the checksum of an empty
 * body into presigned URLs, and storage would refuse every upload.
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

/** Creates the bucket unless it exists. */
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

/** Whether storage has answered that something does not exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404
}

/** Whether the bucket has been created in the meantime. */
function ignoreOwnBucket(error: unknown): void {
  if (!(error instanceof S3ServiceException && error.name === 'BucketAlreadyOwnedByYou')) throw error
}
