import type { MultipartFiles } from './multipartFiles.ts'
import type { ObjectFiles } from './objectFiles.ts'
import { S3Error } from './s3Error.ts'
import type { S3Answer, S3Request } from './s3Request.ts'
import { xml } from './xml.ts'

const longestPage = 1000

export async function listObjects(files: ObjectFiles, { bucket, query }: S3Request): Promise<S3Answer> {
  if (query['delimiter'] || query['encoding-type']) throw new S3Error('NotImplemented')
  const prefix = query['prefix'] ?? ''
  const limit = Math.min(Number(query['max-keys'] ?? longestPage), longestPage)
  const after = decodeToken(query['continuation-token']) ?? query['start-after'] ?? ''
  const all = (await files.list(prefix)).filter((record) => record.key > after)
  const page = all.slice(0, limit)
  const last = page.at(-1)
  const isTruncated = all.length > page.length
  const body = xml('ListBucketResult', {
    Name: bucket,
    Prefix: prefix,
    NextContinuationToken: isTruncated && last ? Buffer.from(last.key).toString('base64url') : undefined,
    KeyCount: page.length,
    MaxKeys: limit,
    IsTruncated: isTruncated,
    Contents: page.map(({ key, lastModified, etag, size }) => ({
      Key: key,
      LastModified: lastModified,
      ETag: `"${etag}"`,
      Size: size,
      StorageClass: 'STANDARD',
    })),
  })
  return { status: 200, body }
}

function decodeToken(token: string | undefined): string | undefined {
  return token === undefined ? undefined : Buffer.from(token, 'base64url').toString()
}

/** Goes on after a key, as S3 does without `upload-id-marker`, or after one of the uploads of that key. */
export async function listUploads(uploads: MultipartFiles, { bucket, query }: S3Request): Promise<S3Answer> {
  if (query['delimiter']) throw new S3Error('NotImplemented')
  const prefix = query['prefix'] ?? ''
  const limit = Math.min(Number(query['max-uploads'] ?? longestPage), longestPage)
  const { 'key-marker': afterKey = '', 'upload-id-marker': afterId } = query
  const all = (await uploads.list(prefix)).filter(
    ({ key, uploadId }) => key > afterKey || (key === afterKey && afterId !== undefined && uploadId > afterId),
  )
  const page = all.slice(0, limit)
  const isTruncated = all.length > page.length
  const next = isTruncated ? page.at(-1) : undefined
  const encode = query['encoding-type'] === 'url' ? encodeListed : asIs
  const body = xml('ListMultipartUploadsResult', {
    Bucket: bucket,
    Prefix: encode(prefix),
    KeyMarker: encode(afterKey),
    UploadIdMarker: afterId,
    NextKeyMarker: next && encode(next.key),
    NextUploadIdMarker: next?.uploadId,
    MaxUploads: limit,
    EncodingType: query['encoding-type'],
    IsTruncated: isTruncated,
    Upload: page.map(({ key, uploadId, initiated }) => ({
      Key: encode(key),
      UploadId: uploadId,
      Initiated: initiated,
      StorageClass: 'STANDARD',
    })),
  })
  return { status: 200, body }
}

/** Escapes a key as forms do, because XML cannot hold all signs that a key may have. */
function encodeListed(text: string): string {
  return encodeURIComponent(text).replaceAll('%20', '+').replaceAll('%2F', '/')
}

function asIs(text: string): string {
  return text
}
