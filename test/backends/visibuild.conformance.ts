import type { ApiDescription } from '../../src/testing/conformance/ApiDescription.js'
import { sample, sentinel } from '../../src/testing/conformance/sample.js'
import type { Subject } from '../../src/testing/conformance/Subject.js'
import type { CannedAnswer } from '../../src/testing/fakes/scriptFetch.js'
import { createVisibuildBackend } from '../../src/backends/visibuild/createVisibuildBackend.js'
import type { VisibuildFile } from '../../src/backends/visibuild/VisibuildFile.js'

const url = 'https://visibuild.example/api/core/v1/attachments'
const storageUrl = `https://s3.visibuild.example/attachment/1?X-Amz-Signature=${sentinel}`
const key = 'attachment/abc123/harbour.jpg'
const headers = {
  'Content-Type': sample.type,
  'Content-MD5': sample.md5.base64,
  'x-amz-server-side-encryption': 'AES256',
}
const upload = { key, filename: 'harbour.jpg', url: storageUrl, headers }

const answer = (more: object): CannedAnswer => ({ json: { data: { upload: { ...upload, ...more } } } })

const api: ApiDescription<VisibuildFile> = {
  recognise: (call) => (call.url === url ? 'ticket' : undefined),
  ticket: {
    request: {
      method: 'POST',
      url,
      json: {
        filename: sample.name,
        contentType: sample.type,
        fileSize: sample.size,
        checksum: sample.md5.base64,
      },
    },
    shapes: [
      {
        name: 'PUT with every header that was returned',
        answer: answer({}),
        reference: { key, filename: 'harbour.jpg' },
        sent: { method: 'PUT', url: storageUrl, headers },
      },
    ],
    sharesFiles: false,
    existing: 'none',
    gathered: 'none',
    errors: {
      'a wrong field': {
        answer: { status: 422, json: { errors: [{ message: 'checksum is invalid' }] } },
        code: 'request-invalid',
        retry: 'never',
        serverText: 'checksum is invalid',
      },
      'not signed in': {
        answer: { status: 401, json: { message: 'Sign in.' } },
        code: 'unauthorized',
        retry: 'by-hand',
      },
    },
    malformed: {
      withoutUrl: answer({ url: '' }),
      withoutName: answer({ key: null }),
      ofUnknownKind: 'none',
      withTwoFiles: 'none',
      existingWithoutId: 'none',
      withNull: { json: { data: { upload: null } } },
      others: {
        'null data': { json: { data: null } },
        'a header that is a number': answer({ headers: { 'Content-Length': 7 } }),
        'headers as a list': answer({ headers: [{ name: 'Content-Type', value: sample.type }] }),
        'the checksum of another file': answer({ headers: { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' } }),
      },
    },
  },
  storage: {
    refusals: {
      'the URL has expired, or headers do not match': {
        refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
        code: 'storage-refused',
        sends: 2,
        retry: 'never',
      },
      'another content type': {
        refusal: { status: 403, code: 'SignatureDoesNotMatch' },
        code: 'storage-refused',
        sends: 2,
        retry: 'never',
      },
      'other bytes': { refusal: { status: 400, code: 'BadDigest' }, code: 'bytes-damaged', sends: 2, retry: 'never' },
    },
  },
  confirm: {
    file: { id: key, key, name: 'harbour.jpg', type: sample.type, size: sample.size },
    call: 'none',
  },
  limits: { 'one PUT': { file: { size: 5 * 1024 ** 3 }, codes: ['file-too-large'] } },
  idempotencyKey: 'none',
  abandon: 'none',
  get: 'none',
  list: 'none',
}

/** Visibuild's documentation as canned answers. */
export const visibuild: Subject<VisibuildFile> = {
  api,
  create: (http) => createVisibuildBackend({ url: 'https://visibuild.example', ...http }),
}
