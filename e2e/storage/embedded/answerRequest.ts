import { postForm } from './formCalls.ts'
import { abortUpload, completeUpload, createUpload, listParts, putPart, type MultipartStore } from './multipartCalls.ts'
import { copyObject } from './copyObject.ts'
import { listObjects, listUploads } from './listCalls.ts'
import { getObject, putObject } from './objectCalls.ts'
import type { ObjectFiles } from './objectFiles.ts'
import { S3Error } from './s3Error.ts'
import type { S3Answer, S3Request } from './s3Request.ts'
import type { SignatureCheck } from './signature.ts'

export interface Store extends MultipartStore {
  readonly bucket: string
  readonly signature: SignatureCheck
}

/** Query parameters of subresources that this store does not have. */
const otherSubjects = ['acl', 'cors', 'delete', 'legal-hold', 'lifecycle', 'policy', 'retention', 'tagging', 'versions']

/** @throws {S3Error} for everything that S3 would refuse */
export async function answerRequest(store: Store, request: S3Request): Promise<S3Answer> {
  if (request.bucket === '') throw new S3Error('MethodNotAllowed')
  const isForm = request.method === 'POST' && /^multipart\/form-data/i.test(request.headers['content-type'] ?? '')
  if (!isForm) await store.signature.check(request)
  if (request.bucket !== store.bucket) throw new S3Error('NoSuchBucket')
  if (otherSubjects.some((name) => name in request.query)) throw new S3Error('NotImplemented')
  if (isForm && request.key === null) return postForm(store.files, store.signature, request)
  return request.key === null ? answerForBucket(store, request) : answerForObject(store, request.key, request)
}

function answerForObject(store: Store, key: string, request: S3Request): Promise<S3Answer> {
  const { files } = store
  const isPart = 'uploadId' in request.query
  switch (request.method) {
    case 'PUT':
      if ('x-amz-copy-source' in request.headers) return copyObject(files, key, request)
      return isPart ? putPart(store, key, request) : putObject(files, key, request)
    case 'GET':
      return isPart ? listParts(store, key, request) : getObject(files, key, request)
    case 'HEAD':
      return getObject(files, key, request)
    case 'DELETE':
      return isPart ? abortUpload(store, key, request) : deleteObject(files, key)
    case 'POST':
      if (isPart) return completeUpload(store, key, request)
      if ('uploads' in request.query) return createUpload(store, key, request)
      throw new S3Error('MethodNotAllowed')
    default:
      throw new S3Error('MethodNotAllowed')
  }
}

async function deleteObject(files: ObjectFiles, key: string): Promise<S3Answer> {
  await files.remove(key)
  return { status: 204 }
}

function answerForBucket(store: Store, request: S3Request): Promise<S3Answer> | S3Answer {
  switch (request.method) {
    case 'HEAD':
      return { status: 200 }
    case 'PUT':
      throw new S3Error('BucketAlreadyOwnedByYou')
    case 'GET':
      if ('list-type' in request.query) return listObjects(store.files, request)
      if ('uploads' in request.query) return listUploads(store.uploads, request)
      throw new S3Error('NotImplemented')
    default:
      throw new S3Error('MethodNotAllowed')
  }
}
