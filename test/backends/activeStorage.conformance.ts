import type { ApiDescription } from '../../src/testing/conformance/ApiDescription.js'
import { sample, sentinel } from '../../src/testing/conformance/sample.js'
import type { Subject } from '../../src/testing/conformance/Subject.js'
import type { CannedAnswer } from '../../src/testing/fakes/scriptFetch.js'
import type { ActiveStorageFile } from '../../src/backends/active-storage/ActiveStorageFile.js'
import { createActiveStorageBackend } from '../../src/backends/active-storage/createActiveStorageBackend.js'

const url = '/rails/active_storage/direct_uploads'
const csrfToken = 'csrf-token-of-the-page'
const storageUrl = `https://storage.example/k1?X-Amz-Signature=${sentinel}`
/** It lets anybody attach the blob. */
const signedId = `eyJfcmFpbHMi--${sentinel}`
const upload = {
  url: storageUrl,
  headers: { 'Content-Type': sample.type, 'Content-MD5': sample.md5.base64, 'Content-Disposition': null },
}
const blob = {
  id: 1,
  key: 'k1',
  filename: 'harbour.jpg',
  content_type: sample.type,
  metadata: {},
  byte_size: sample.size,
  checksum: sample.md5.base64,
  signed_id: signedId,
  direct_upload: upload,
}
const file: ActiveStorageFile = {
  id: signedId,
  signedId,
  name: 'harbour.jpg',
  type: sample.type,
  size: sample.size,
}

const answer = (more: object): CannedAnswer => ({ json: { ...blob, ...more } })
const uploadWith = (more: object): CannedAnswer => answer({ direct_upload: { ...upload, ...more } })

const api: ApiDescription<ActiveStorageFile> = {
  recognise: (call) => (call.url === url ? 'ticket' : undefined),
  metadata: { alt: 'The harbour' },
  statuses: { 422: 'unauthorized' },
  ticket: {
    request: {
      method: 'POST',
      url,
      json: {
        blob: {
          filename: sample.name,
          byte_size: sample.size,
          checksum: sample.md5.base64,
          content_type: sample.type,
          metadata: { alt: 'The harbour' },
        },
      },
      headers: { 'x-csrf-token': csrfToken },
    },
    shapes: [
      {
        name: 'PUT without the headers that are null',
        answer: answer({}),
        reference: { signedId, filename: 'harbour.jpg' },
        sent: {
          method: 'PUT',
          url: storageUrl,
          headers: { 'Content-Type': sample.type, 'Content-MD5': sample.md5.base64 },
        },
      },
    ],
    sharesFiles: false,
    existing: 'none',
    gathered: 'none',
    // Rails documents no errors, so they are read from their status.
    errors: {
      'a stale CSRF token': {
        answer: { status: 422, json: { status: 422, error: 'Unprocessable Content' } },
        code: 'unauthorized',
        retry: 'by-hand',
      },
      'a missing parameter': {
        answer: { status: 400, json: { error: 'Bad Request' } },
        code: 'request-invalid',
        retry: 'never',
      },
    },
    malformed: {
      withoutUrl: uploadWith({ url: null }),
      withoutName: answer({ signed_id: null }),
      ofUnknownKind: 'none',
      withTwoFiles: 'none',
      existingWithoutId: 'none',
      withNull: answer({ direct_upload: null }),
      others: {
        'no file name': answer({ filename: undefined }),
        'a header that is a number': uploadWith({ headers: { 'Content-Length': 7 } }),
        'the checksum of another file': uploadWith({ headers: { 'Content-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' } }),
      },
    },
  },
  storage: {
    refusals: {
      'an expired URL': {
        refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
        code: 'ticket-expired',
        sends: 3,
        retry: 'by-hand',
      },
      'other bytes': { refusal: { status: 400, code: 'BadDigest' }, code: 'bytes-damaged', sends: 2, retry: 'never' },
    },
  },
  confirm: { file, call: 'none' },
  limits: { 'one PUT': { file: { size: 5 * 1024 ** 3 }, codes: ['file-too-large'] } },
  idempotencyKey: 'none',
  abandon: 'none',
  get: 'none',
  list: 'none',
}

/** Rails' direct uploads as canned answers. A function for the token is asked anew after a 401; a header is fixed. */
export const activeStorage: Subject<ActiveStorageFile> = {
  api,
  create: ({ fetch, headers }) =>
    typeof headers === 'function'
      ? createActiveStorageBackend({ fetch, headers, csrfToken: () => csrfToken })
      : createActiveStorageBackend({ fetch, headers: [...new Headers(headers), ['X-CSRF-Token', csrfToken]] }),
}
