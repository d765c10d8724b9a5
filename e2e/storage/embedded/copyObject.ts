import { readNewness, readObjectHeaders, receiveObject } from './objectCalls.ts'
import type { ObjectFiles, ObjectRecord } from './objectFiles.ts'
import { S3Error } from './s3Error.ts'
import { checkKey, decodeKey, type S3Answer, type S3Request } from './s3Request.ts'
import { xml } from './xml.ts'

/** Copies an object inside the bucket. Its bytes are copied, too, so that neither object depends on the other. */
export async function copyObject(files: ObjectFiles, key: string, request: S3Request): Promise<S3Answer> {
  const { headers, query, bucket } = request
  if ('uploadId' in query) throw new S3Error('NotImplemented')
  checkKey(key)
  const source = await files.get(readSource(headers['x-amz-copy-source'] ?? '', bucket))
  checkSource(source, headers)
  const mustBeNew = await readNewness(files, key, request)
  const isReplaced = headers['x-amz-metadata-directive'] === 'REPLACE'
  const { type, headers: kept } = source
  const record = await receiveObject(files, files.read(source, 0, source.size - 1), {
    key,
    mustBeNew,
    expected: { sizeBytes: source.size, ...(source.checksum && { checksum: source.checksum }) },
    kept: isReplaced ? readObjectHeaders(headers, 'binary/octet-stream') : { type, headers: kept },
  })
  const body = xml('CopyObjectResult', { LastModified: record.lastModified, ETag: `"${record.etag}"` })
  return { status: 200, body }
}

function readSource(header: string, bucket: string): string {
  const [, named, key] = /^\/?([^/]+)\/(.+)$/s.exec(header) ?? []
  if (!key)
    throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key: sourcebucket/sourcekey.')
  if (named !== bucket) throw new S3Error('NoSuchBucket')
  return decodeKey(key)
}

function checkSource({ etag }: ObjectRecord, headers: S3Request['headers']): void {
  const isNamed = (name: string): boolean => headers[name]?.replaceAll('"', '') === etag
  const mustBe = 'x-amz-copy-source-if-match'
  if (mustBe in headers && !isNamed(mustBe)) throw new S3Error('PreconditionFailed')
  if (isNamed('x-amz-copy-source-if-none-match')) throw new S3Error('PreconditionFailed')
}
