import type { ObjectFiles, ObjectHeaders, ObjectRecord } from './objectFiles.ts'
import { readRange } from './range.ts'
import { readExpectations, receiveBody, type Expectations, type ReceivedBody } from './receiveBody.ts'
import { S3Error } from './s3Error.ts'
import { checkKey, type S3Answer, type S3Request } from './s3Request.ts'

const keptHeaders = ['content-disposition', 'content-encoding', 'content-language', 'cache-control', 'expires']

/** Signed parameters of GET that replace stored headers. */
const overrides = ['content-type', ...keptHeaders]

export async function putObject(files: ObjectFiles, key: string, request: S3Request): Promise<S3Answer> {
  checkKey(key)
  const mustBeNew = await readNewness(files, key, request)
  const record = await receiveObject(files, request.body.chunks(), {
    key,
    mustBeNew,
    expected: expectationsOf(request),
    kept: readObjectHeaders(request.headers, 'binary/octet-stream'),
  })
  return { status: 200, headers: { ETag: `"${record.etag}"` } }
}

/**
 * Whether the client says that the key must be new. Storing the record decides about it; a body need not be read first.
 * @throws {S3Error} 'PreconditionFailed' if it is known already that the key is not
 */
export async function readNewness(files: ObjectFiles, key: string, { headers }: S3Request): Promise<boolean> {
  const mustBeNew = headers['if-none-match'] === '*'
  if (mustBeNew && (await files.find(key))) throw new S3Error('PreconditionFailed')
  return mustBeNew
}

export interface ReceiveOptions {
  readonly key: string
  readonly mustBeNew?: boolean
  readonly expected: Expectations
  readonly kept: ObjectHeaders
}

/** Receives the bytes of a whole object and stores it. */
export async function receiveObject(
  files: ObjectFiles,
  body: AsyncIterable<Buffer>,
  { key, mustBeNew = false, expected, kept }: ReceiveOptions,
): Promise<ObjectRecord> {
  const { blobId, received } = await receiveBlob(files, body, expected)
  const record = {
    key,
    size: received.size,
    etag: received.md5,
    lastModified: new Date().toISOString(),
    ...kept,
    ...(expected.checksum && { checksum: expected.checksum }),
    blobs: [{ id: blobId, size: received.size }],
  }
  try {
    await files.put(record, { mustBeNew })
  } catch (error) {
    await files.dropBlobs(record.blobs)
    throw error
  }
  return record
}

export async function receiveBlob(
  files: ObjectFiles,
  body: AsyncIterable<Buffer>,
  expected: Expectations,
): Promise<{ readonly blobId: string; readonly received: ReceivedBody }> {
  const blobId = files.createBlobId()
  return { blobId, received: await receiveBody(body, files.blobPath(blobId), expected) }
}

/** @throws {S3Error} for a body of unknown length or invalid digests */
export function expectationsOf({ headers }: S3Request): Expectations {
  const length = headers['content-length']
  if (length === undefined && headers['transfer-encoding']) throw new S3Error('MissingContentLength')
  return { ...readExpectations((name) => headers[name]), sizeBytes: Number(length ?? 0) }
}

export function readObjectHeaders(headers: Readonly<Record<string, string>>, fallbackType: string): ObjectHeaders {
  const kept = Object.entries(headers).filter(([name]) => keptHeaders.includes(name) || name.startsWith('x-amz-meta-'))
  return { type: headers['content-type'] ?? fallbackType, headers: Object.fromEntries(kept) }
}

export async function getObject(files: ObjectFiles, key: string, request: S3Request): Promise<S3Answer> {
  const record = await files.get(key)
  const condition = checkConditions(record, request.headers)
  if (condition) return condition
  const range = readRange(request.headers['range'], record.size)
  const { start, end } = range ?? { start: 0, end: record.size - 1 }
  return {
    status: range ? 206 : 200,
    headers: {
      ...describe(record, request),
      'Content-Length': String(end - start + 1),
      ...(range && { 'Content-Range': `bytes ${start}-${end}/${record.size}` }),
    },
    ...(request.method === 'GET' && { body: files.read(record, start, end) }),
  }
}

function checkConditions(record: ObjectRecord, headers: Readonly<Record<string, string>>): S3Answer | null {
  const etag = `"${record.etag}"`
  const ifMatch = headers['if-match']
  const ifNoneMatch = headers['if-none-match']
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etag) throw new S3Error('PreconditionFailed')
  if (ifNoneMatch !== undefined && (ifNoneMatch === '*' || ifNoneMatch === etag)) {
    return { status: 304, headers: { ETag: etag, 'Last-Modified': httpDate(record) } }
  }
  return null
}

function describe(record: ObjectRecord, { query, headers }: S3Request): Record<string, string> {
  const overridden = overrides.flatMap((name) => {
    const value = query[`response-${name}`]
    return value === undefined ? [] : [[name, value] as const]
  })
  const { checksum } = record
  const isChecksumWanted = headers['x-amz-checksum-mode'] === 'ENABLED'
  return {
    'content-type': record.type,
    ...record.headers,
    ...Object.fromEntries(overridden),
    ETag: `"${record.etag}"`,
    'Last-Modified': httpDate(record),
    ...(checksum && isChecksumWanted && { [`x-amz-checksum-${checksum.algorithm}`]: checksum.base64 }),
  }
}

function httpDate(record: ObjectRecord): string {
  return new Date(record.lastModified).toUTCString()
}
