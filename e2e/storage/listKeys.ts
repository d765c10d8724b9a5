import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'

/** Lists the keys of all objects in a bucket, in alphabetical order, however many pages that takes. */
export async function listKeys(client: S3Client, bucket: string): Promise<readonly string[]> {
  const keys: string[] = []
  for (let token: string | undefined, isLast = false; !isLast;) {
    const page = await client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }))
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []))
    token = page.NextContinuationToken
    isLast = page.IsTruncated !== true
  }
  return keys
}
