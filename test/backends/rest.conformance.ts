import type { ApiCall, ApiDescription, DescribedChange } from '../../src/testing/conformance/ApiDescription.js'
import type { FileChange } from '../../src/contract/storedFile.js'
import { sample, sentinel } from '../../src/testing/conformance/sample.js'
import type { Subject } from '../../src/testing/conformance/Subject.js'
import type { CannedAnswer, FetchedCall } from '../../src/testing/fakes/scriptFetch.js'
import { createRestBackend } from '../../src/backends/rest/createRestBackend.js'
import type { RestFile } from '../../src/backends/rest/RestFile.js'

const base = 'https://app.example/api/uploads'
const storageUrl = `https://storage.example/u/1?X-Amz-Signature=${sentinel}`
const formUrl = 'https://storage.example/bucket'
const put = {
  kind: 'put',
  url: storageUrl,
  headers: { 'Content-Type': sample.type, 'x-amz-checksum-sha256': sample.sha256.base64 },
  reference: 'u/1',
  expiresInSeconds: 900,
}
const policy = [
  ['key', 'u/1'],
  ['Policy', sentinel],
] as const
const post = { kind: 'post', url: formUrl, fields: [...policy, ['file', '@file']], reference: 'u/1', singleUse: true }
const file: RestFile = {
  id: 'fil_1',
  name: sample.name,
  url: 'https://storage.example/u/1',
  urlExpiresInSeconds: 300,
  type: sample.type,
  size: sample.size,
  createdAt: '2026-04-26T10:00:00.000Z',
  previews: [320, 1280].map((width) => ({ url: `https://storage.example/p/${width}`, width })),
  state: 'processing',
  stateText: 'Checking for viruses',
  album: 7,
}
/** As a server may say it that has made the larger preview first. */
const unsorted = { ...file, previews: file.previews?.toReversed() }
const asked = {
  id: 'upload-1',
  name: sample.name,
  size: sample.size,
  type: sample.type,
  sniffedType: sample.sniffedType,
  digest: { algorithm: 'sha-256', base64: sample.sha256.base64 },
  image: sample.image,
  metadata: { alt: 'The harbour' },
  idempotencyKey: 'key-1',
}

const tickets = (...members: readonly unknown[]): CannedAnswer => ({ json: { tickets: members } })
const files = (...members: readonly unknown[]): CannedAnswer => ({ json: { files: members } })
const failed = (status: number, code: string, message: string) => ({ kind: 'failed', error: { status, code, message } })
const problem = (status: number, code: string, message: string): CannedAnswer => ({
  status,
  json: { error: { status, code, message } },
})
const headers = { 'idempotency-key': 'key-1' }

const describeChange = (change: FileChange): DescribedChange => ({
  change,
  request: { method: 'PATCH', url: `${base}/files/fil%201`, json: change, headers },
})

const calls: Readonly<Record<string, ApiCall>> = {
  [`${base}/tickets`]: 'ticket',
  [`${base}/tickets/abandon`]: 'abandon',
  [`${base}/multipart/sign`]: 'sign-parts',
  [`${base}/multipart/list`]: 'list-parts',
  [`${base}/multipart/complete`]: 'join-parts',
  [`${base}/multipart/abort`]: 'free-parts',
}

function recognise({ method, url }: FetchedCall): ApiCall {
  const call = calls[url]
  if (call) return call
  if (method === 'POST') return 'confirm'
  if (method === 'DELETE') return 'delete'
  if (method === 'PATCH') return 'update'
  return url.startsWith(`${base}/files?`) ? 'list' : 'get'
}

const api: ApiDescription<RestFile> = {
  recognise,
  metadata: { alt: 'The harbour' },
  ticket: {
    request: { method: 'POST', url: `${base}/tickets`, json: { files: [asked] }, headers },
    shapes: [
      {
        name: 'PUT',
        answer: tickets(put),
        reference: 'u/1',
        expiresInSeconds: 900,
        sent: { method: 'PUT', url: storageUrl, headers: put.headers },
      },
      {
        name: 'form POST',
        answer: tickets(post),
        reference: 'u/1',
        singleUse: true,
        sent: { method: 'POST', url: formUrl, headers: {}, fields: [...policy, ['file', '@file']] },
      },
    ],
    sharesFiles: true,
    existing: { answer: tickets({ kind: 'existing', file }), file },
    stored: { answer: tickets({ kind: 'stored', reference: 'u/1' }), reference: 'u/1' },
    parts: {
      answer: tickets({ kind: 'multipart', partSizeBytes: 8 * 1024 ** 2, reference: 'u/1' }),
      reference: 'u/1',
      sign: {
        request: {
          method: 'POST',
          url: `${base}/multipart/sign`,
          json: { reference: 'u/1', parts: [{ number: 1, size: sample.size }] },
        },
        answer: { json: { parts: [{ url: storageUrl, expiresInSeconds: 900 }] } },
      },
      // A part has no type.
      sent: { method: 'PUT', url: storageUrl, headers: { 'Content-Type': 'application/octet-stream' } },
      list: {
        request: { method: 'POST', url: `${base}/multipart/list`, json: { reference: 'u/1' } },
        answer: { json: { kind: 'open', parts: [{ number: 1, size: sample.size, etag: sample.md5.hex }] } },
      },
      join: {
        request: {
          method: 'POST',
          url: `${base}/multipart/complete`,
          json: { reference: 'u/1', parts: [{ number: 1, etag: sample.md5.hex }] },
        },
        answer: { json: { receipt: { status: 200, etag: sample.md5.hex } } },
      },
      free: { method: 'POST', url: `${base}/multipart/abort`, json: { reference: 'u/1' } },
    },
    gathered: {
      answer: tickets(put, failed(413, 'too-large', 'Too large.')),
      code: 'too-large',
      malformed: tickets(put, { ...put, url: 7 }),
      miscounted: tickets(put),
    },
    errors: {
      'this file is too large': {
        answer: tickets(failed(413, 'too-large', 'Files may have 1 MB.')),
        code: 'too-large',
        retry: 'never',
        serverText: 'Files may have 1 MB.',
      },
      'the call is refused': {
        answer: problem(403, 'forbidden', 'Not your project.'),
        code: 'forbidden',
        retry: 'never',
        serverText: 'Not your project.',
      },
      'one that says back what it was sent': {
        answer: tickets(failed(403, 'forbidden', `Not with ${sentinel}.`)),
        code: 'forbidden',
        retry: 'never',
        serverText: 'Not with [secret].',
      },
      'the server fails': { answer: problem(500, 'server-error', 'Oh.'), code: 'server-error', retry: 'automatically' },
    },
    malformed: {
      withoutUrl: tickets({ ...put, url: null }),
      withoutName: tickets({ ...put, reference: null }),
      ofUnknownKind: tickets({ ...put, kind: 'patch' }),
      withTwoFiles: tickets({ ...post, fields: [['file', '@file'], ...policy, ['also', '@file']] }),
      existingWithoutId: tickets({ kind: 'existing', file: { name: 'a' } }),
      withNull: tickets(null),
      others: {
        'no ticket': tickets(),
        'two tickets for one': tickets(put, put),
        'no place for the file': tickets({ ...post, fields: policy }),
        'fields as an object': tickets({ ...post, fields: { file: '@file' } }),
        'a header that is a number': tickets({ ...put, headers: { 'Content-Length': 7 } }),
        'null for the list': { json: { tickets: null } },
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
      'another signature': {
        refusal: { status: 403, code: 'SignatureDoesNotMatch' },
        code: 'storage-refused',
        sends: 2,
        retry: 'never',
      },
      'too large for the policy': {
        refusal: { status: 400, code: 'EntityTooLarge' },
        code: 'too-large',
        sends: 1,
        retry: 'never',
      },
    },
  },
  confirm: {
    file,
    call: {
      request: {
        method: 'POST',
        url: `${base}/files`,
        json: { uploads: [{ request: asked, reference: 'u/1', receipt: { status: 200, etag: sample.md5.hex } }] },
        headers,
      },
      answer: files({ kind: 'confirmed', file }),
      errors: {
        'storage has something else': {
          answer: files(failed(409, 'not-verified', 'Not the file that was announced.')),
          code: 'not-verified',
          retry: 'automatically',
          from: 'inspection',
        },
        'not allowed': {
          answer: problem(403, 'forbidden', 'No.'),
          code: 'forbidden',
          retry: 'never',
          serverText: 'No.',
        },
      },
      malformed: {
        'no file': files({ kind: 'confirmed' }),
        'no id': files({ kind: 'confirmed', file: { name: 'a' } }),
        'another kind': files({ kind: 'existing', file }),
        'two for one': files({ kind: 'confirmed', file }, { kind: 'confirmed', file }),
        'null for the list': { json: { files: null } },
      },
      gathered: {
        answer: files({ kind: 'confirmed', file }, failed(409, 'not-verified', 'Something else.')),
        code: 'not-verified',
        malformed: files({ kind: 'confirmed', file }, { kind: 'confirmed' }),
        miscounted: files({ kind: 'confirmed', file }),
      },
      afterLostAnswer: 'repeat',
    },
  },
  // The server says what it does not take, because the contract has no limits.
  limits: {},
  idempotencyKey: ({ headers: sent, json }) =>
    JSON.stringify(json).includes(`"${sent['idempotency-key']}"`) ? sent['idempotency-key'] : json,
  abandon: { method: 'POST', url: `${base}/tickets/abandon`, json: { reference: 'u/1' } },
  get: {
    id: 'fil 1',
    request: { method: 'GET', url: `${base}/files/fil%201` },
    answer: { json: { file: unsorted } },
    file,
  },
  list: {
    request: { method: 'GET', url: `${base}/files?limit=2&cursor=next` },
    answer: { json: { files: [file], nextCursor: null } },
    page: { files: [file], nextCursor: null },
  },
  deleteFile: {
    id: 'fil 1',
    request: { method: 'DELETE', url: `${base}/files/fil%201`, headers },
    answer: { status: 204 },
    gone: [problem(404, 'not-found', 'There is no such file.'), { status: 404 }, problem(410, 'gone', 'Deleted.')],
  },
  updateFile: {
    id: 'fil 1',
    changes: [
      describeChange({ name: 'b.png' }),
      describeChange({ alt: '' }),
      describeChange({ name: '', alt: 'The pier' }),
    ],
    answer: { json: { file: unsorted } },
    file,
  },
}

/** The REST contract as canned answers. @see docs/rest.openapi.yaml */
export const rest: Subject<RestFile> = { api, create: (http) => createRestBackend({ url: base, ...http }) }
