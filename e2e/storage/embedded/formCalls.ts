import { encodeKey } from '../encodeKey.ts'
import { boundaryOf, readForm, type FormFile } from './form.ts'
import { readObjectHeaders, receiveObject } from './objectCalls.ts'
import type { ObjectFiles, ObjectRecord } from './objectFiles.ts'
import { checkPolicy } from './policy.ts'
import { readExpectations } from './receiveBody.ts'
import { S3Error } from './s3Error.ts'
import { checkKey, type S3Answer, type S3Request } from './s3Request.ts'
import type { SignatureCheck } from './signature.ts'
import { xml } from './xml.ts'

/** Stores an upload by form, which the policy among its fields signs and limits. */
export async function postForm(files: ObjectFiles, signature: SignatureCheck, request: S3Request): Promise<S3Answer> {
  const boundary = boundaryOf(request.headers['content-type'])
  if (!boundary) throw new S3Error('BadRequest')
  const { fields, file } = await readForm(request.body.chunks(), boundary)
  if (!fields.has('key')) {
    throw new S3Error(
      'MalformedPOSTRequest',
      'The body of your POST request is not well-formed multipart/form-data. (The name of the uploaded key is missing)',
    )
  }
  await signature.checkPolicy(fields)
  const limits = checkPolicy(fields, request.bucket, Date.now())
  const key = nameFile(fields.get('key') ?? '', file)
  checkKey(key)
  const record = await receiveObject(files, file.content, {
    key,
    expected: { ...readExpectations((name) => fields.get(name)), ...limits },
    kept: readObjectHeaders(Object.fromEntries(fields), 'application/octet-stream'),
  })
  return answer(record, fields, request)
}

function nameFile(key: string, file: FormFile): string {
  return key.replaceAll('${filename}', () => file.name)
}

function answer(record: ObjectRecord, fields: ReadonlyMap<string, string>, request: S3Request): S3Answer {
  const { bucket, headers } = request
  const etag = `"${record.etag}"`
  const location = `http://${headers['host'] ?? ''}/${bucket}/${encodeKey(record.key)}`
  const redirect = URL.parse(fields.get('success_action_redirect') ?? '')
  if (redirect) {
    const parameters = { bucket, etag, key: record.key }
    for (const [name, value] of Object.entries(parameters)) redirect.searchParams.set(name, value)
    return { status: 303, headers: { ETag: etag, Location: redirect.href } }
  }
  const described = { ETag: etag, Location: location }
  const wished = fields.get('success_action_status')
  if (wished === '200') return { status: 200, headers: described }
  if (wished !== '201') return { status: 204, headers: described }
  const body = xml('PostResponse', { Bucket: bucket, Key: record.key, ETag: etag, Location: location })
  return { status: 201, headers: described, body }
}
