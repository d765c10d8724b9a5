import type { Storage } from '../storage/storage.ts'

/** The variables that the server of the README reads. */
export function variablesFor({ endpoint, bucket, credentials }: Storage): Readonly<Record<string, string>> {
  const { accessKeyId, secretAccessKey } = credentials
  return { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_KEY_ID: accessKeyId, S3_SECRET: secretAccessKey }
}
