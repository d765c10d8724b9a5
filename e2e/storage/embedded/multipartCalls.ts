import type { MultipartFiles, Part } from './multipartFiles.ts'
import { expectationsOf, readNewness, readObjectHeaders, receiveBlob } from './objectCalls.ts'
import type { ObjectFiles } from './objectFiles.ts'
import { S3Error } from './s3Error.ts'
import { checkKey, type S3Answer, type S3Request } from './s3Request.ts'
import { readCompletedParts, xml } from './xml.ts'

export interface MultipartStore {
  readonly files: ObjectFiles
  readonly uploads: MultipartFiles
}

const mostParts = 10_000
const longestListBytes = 4 * 1024 * 1024

export async function createUpload({ uploads }: MultipartStore, key: string, request: S3Request): Promise<S3Answer> {
  checkKey(key)
  const kept = readObjectHeaders(request.headers, 'binary/octet-stream')
  const uploadId = await uploads.create({ key, ...kept })
  const body = xml('InitiateMultipartUploadResult', { Bucket: request.bucket, Key: key, UploadId: uploadId })
  return { status: 200, body }
}

export async function putPart({ files, uploads }: MultipartStore, key: string, request: S3Request): Promise<S3Answer> {
  const uploadId = request.query['uploadId'] ?? ''
  const number = readPartNumber(request.query['partNumber'])
  await uploads.get(uploadId, key)
  const { blobId, received } = await receiveBlob(files, request.body.chunks(), expectationsOf(request))
  const blob = { id: blobId, size: received.size }
  await uploads.putPart(uploadId, { number, etag: received.md5, lastModified: new Date().toISOString(), blob })
  return { status: 200, headers: { ETag: `"${received.md5}"` } }
}

function readPartNumber(text = ''): number {
  const number = Number(text)
  if (number === 0) throw new S3Error('InvalidPart')
  if (Number.isInteger(number) && number > 0 && number <= mostParts) return number
  throw new S3Error('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive')
}

export async function listParts({ uploads }: MultipartStore, key: string, request: S3Request): Promise<S3Answer> {
  const { query } = request
  const uploadId = query['uploadId'] ?? ''
  await uploads.get(uploadId, key)
  const marker = Number(query['part-number-marker'] ?? 0)
  const limit = Math.min(Number(query['max-parts'] ?? 1000), mostParts)
  const all = (await uploads.listParts(uploadId)).filter((part) => part.number > marker)
  const page = all.slice(0, limit)
  const isTruncated = all.length > page.length
  const body = xml('ListPartsResult', {
    Bucket: request.bucket,
    Key: key,
    UploadId: uploadId,
    PartNumberMarker: marker,
    NextPartNumberMarker: isTruncated ? (page.at(-1)?.number ?? marker) : 0,
    MaxParts: limit,
    IsTruncated: isTruncated,
    Part: page.map(describePart),
  })
  return { status: 200, body }
}

function describePart(part: Part): { [name: string]: string | number } {
  return { PartNumber: part.number, LastModified: part.lastModified, ETag: `"${part.etag}"`, Size: part.blob.size }
}

export async function completeUpload(store: MultipartStore, key: string, request: S3Request): Promise<S3Answer> {
  const uploadId = request.query['uploadId'] ?? ''
  const wanted = readCompletedParts((await request.body.text(longestListBytes)).toString())
  if (!wanted) throw new S3Error('MalformedXML')
  if (wanted.length === 0) throw new S3Error('InvalidRequest', 'You must specify at least one part')
  const { type, headers } = await store.uploads.get(uploadId, key)
  const mustBeNew = await readNewness(store.files, key, request)
  const { blobs, etag } = await store.uploads.complete(uploadId, wanted)
  const size = blobs.reduce((sum, blob) => sum + blob.size, 0)
  const lastModified = new Date().toISOString()
  await store.files.put({ key, size, etag, lastModified, type, headers, blobs }, { mustBeNew })
  await store.uploads.remove(uploadId, key, blobs)
  const location = `http://${request.headers['host'] ?? ''}${request.path}`
  const body = xml('CompleteMultipartUploadResult', {
    Location: location,
    Bucket: request.bucket,
    Key: key,
    ETag: `"${etag}"`,
  })
  return { status: 200, body }
}

export async function abortUpload({ uploads }: MultipartStore, key: string, request: S3Request): Promise<S3Answer> {
  await uploads.remove(request.query['uploadId'] ?? '', key)
  return { status: 204 }
}
