import type { ApiDescription, DocumentedError } from '../../src/testing/conformance/ApiDescription.js'
import { sample, sentinel } from '../../src/testing/conformance/sample.js'
import type { Subject } from '../../src/testing/conformance/Subject.js'
import type { CannedAnswer } from '../../src/testing/fakes/scriptFetch.js'
import { createInspectBackend } from '../../src/backends/inspect/createInspectBackend.js'
import type { InspectFile } from '../../src/backends/inspect/InspectFile.js'

const base = 'https://inspect.example'
const presigned = `${base}/api/inspect/v1/file/upload/presigned`
const complete = `${base}/api/inspect/v1/file/upload/complete`
const storageUrl = `https://storage.inspect.example/1?X-Amz-Signature=${sentinel}`
const assetId = '7d2f4a6e-5f0e-4b0a-9a53-3c9f4d1f0001'
const id = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
const file: InspectFile = { id, assetId, name: sample.name, type: sample.type, size: sample.size }

const answer = (status: number, data: object | null): CannedAnswer => ({ status, json: { data } })
/** The documentation's sample has the same message for every status. */
const refuse = (status: number): CannedAnswer => ({
  status,
  json: { error: 'Forbidden', errorDescription: 'permission denied' },
})
const documented = (
  status: number,
  code: DocumentedError['code'],
  retry: DocumentedError['retry'],
): DocumentedError => ({
  answer: refuse(status),
  code,
  retry,
  serverText: 'permission denied',
})

const api: ApiDescription<InspectFile> = {
  recognise: ({ url }) => (url === presigned ? 'ticket' : url === complete ? 'confirm' : undefined),
  metadata: { assetId },
  ticket: {
    request: {
      method: 'POST',
      url: presigned,
      json: {
        assetID: assetId,
        contentType: sample.type,
        hash: sample.sha256.base64,
        name: sample.name,
        size: sample.size,
      },
    },
    shapes: [
      {
        name: '201: PUT with the declared type and nothing else',
        answer: answer(201, { presignedURL: storageUrl, id }),
        reference: { id, assetId },
        expiresInSeconds: 900,
        sent: { method: 'PUT', url: storageUrl, headers: { 'Content-Type': sample.type } },
      },
    ],
    sharesFiles: true,
    takesMetadata: false,
    existing: { answer: answer(200, { id }), file },
    gathered: 'none',
    errors: {
      '400': documented(400, 'request-invalid', 'never'),
      '401': documented(401, 'unauthorized', 'by-hand'),
      '403': documented(403, 'forbidden', 'never'),
      '404': documented(404, 'not-found', 'never'),
      '500': documented(500, 'server-error', 'automatically'),
    },
    malformed: {
      withoutUrl: answer(201, { id }),
      withoutName: answer(201, { presignedURL: storageUrl }),
      ofUnknownKind: answer(202, { presignedURL: storageUrl, id }),
      withTwoFiles: 'none',
      existingWithoutId: answer(200, {}),
      withNull: answer(201, null),
      others: {
        'a URL for what is known': answer(200, { presignedURL: storageUrl, id }),
        'no data': { status: 201, json: {} },
      },
    },
  },
  storage: {
    refusals: {
      'after 15 minutes': {
        refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
        code: 'ticket-expired',
        sends: 3,
        retry: 'by-hand',
      },
      'another content type': {
        refusal: { status: 403, code: 'SignatureDoesNotMatch' },
        code: 'storage-refused',
        sends: 2,
        retry: 'never',
      },
    },
  },
  confirm: {
    file,
    call: {
      request: { method: 'POST', url: complete, json: { id } },
      answer: answer(200, { id }),
      errors: {
        '403': documented(403, 'forbidden', 'never'),
        '404': documented(404, 'not-found', 'never'),
        '404 that speaks of a hash': {
          answer: { status: 404, json: { error: 'Not Found', errorDescription: 'no file with this hash' } },
          code: 'not-found',
          retry: 'never',
        },
        // The documentation does not say how a wrong hash is reported.
        'another hash, by the status alone': {
          answer: { status: 422, json: { error: 'Unprocessable Content' } },
          code: 'not-verified',
          retry: 'automatically',
          from: 'inspection',
        },
        'another hash': {
          answer: { status: 409, json: { error: 'Conflict', errorDescription: 'hash mismatch' } },
          code: 'not-verified',
          retry: 'automatically',
          from: 'inspection',
        },
      },
      malformed: {},
      afterLostAnswer: {
        registered: answer(200, { id }),
        notRegistered: answer(201, { presignedURL: storageUrl, id }),
      },
    },
  },
  limits: {
    'no asset': { file: {}, metadata: {}, codes: ['asset-missing'] },
    'one PUT': { file: { size: 5 * 1024 ** 3 }, codes: ['file-too-large'] },
  },
  idempotencyKey: 'none',
  abandon: 'none',
  get: 'none',
  list: 'none',
}

/** Inspect's documentation as canned answers. */
export const inspect: Subject<InspectFile> = { api, create: (http) => createInspectBackend({ url: base, ...http }) }
