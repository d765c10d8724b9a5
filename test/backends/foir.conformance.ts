import type { ApiDescription } from '../../src/testing/conformance/ApiDescription.js'
import { sample, sentinel } from '../../src/testing/conformance/sample.js'
import type { Subject } from '../../src/testing/conformance/Subject.js'
import type { CannedAnswer, FetchedCall } from '../../src/testing/fakes/scriptFetch.js'
import { createFoirBackend } from '../../src/backends/foir/createFoirBackend.js'
import type { FoirFile } from '../../src/backends/foir/FoirFile.js'

/** Written by hand instead of taken from the adapter, so that a missing field shows. */
const startMutation = `mutation StartUpload($filename: String!, $mimeType: String!, $size: Int!, $folder: String, $metadata: JSON) {
  createFileUpload(filename: $filename, mimeType: $mimeType, size: $size, folder: $folder, metadata: $metadata) {
    uploadId
    uploadUrl
  }
}`

const finalizeMutation = `mutation FinalizeUpload($uploadId: String!) {
  confirmFileUpload(uploadId: $uploadId) {
    id
    filename
    mimeType
    size
    url
    width
    height
    blurhash
    alt
    createdAt
  }
}`

const fileQuery = `query GetFile($id: String!) {
  file(id: $id) {
    id
    filename
    mimeType
    size
    url
    width
    height
    blurhash
    alt
    createdAt
  }
}`

const url = 'https://app.example/api/media'
const storageUrl = `https://storage.foir.example/upload?signature=${sentinel}`
/** The server's facts take precedence: it has sanitised the name and measured the picture again. */
const record = {
  id: 'file_abc123',
  filename: 'harbour-1-.jpg',
  mimeType: 'image/jpeg',
  size: sample.size,
  url: 'https://cdn.foir.example/harbour-1-.jpg',
  width: 41,
  height: 31,
  blurhash: 'L00000fQfQfQfQfQfQfQfQfQfQfQ',
  alt: 'The harbour',
  createdAt: '2026-04-26T10:00:00.000Z',
}
const file: FoirFile = { ...record, name: record.filename, type: record.mimeType }

const ask = (query: string, variables: object) => ({ method: 'POST', url, json: { query, variables } })
const started = (createFileUpload: object | null): CannedAnswer => ({ json: { data: { createFileUpload } } })
const confirmed = (confirmFileUpload: object | null): CannedAnswer => ({ json: { data: { confirmFileUpload } } })
const refuse = (message: string, code?: string): CannedAnswer => ({
  json: { data: null, errors: [{ message, ...(code !== undefined && { extensions: { code } }) }] },
})

function recognise({ text }: FetchedCall): 'ticket' | 'confirm' | 'get' | undefined {
  if (text.includes('createFileUpload(')) return 'ticket'
  if (text.includes('confirmFileUpload(')) return 'confirm'
  return text.includes('file(id') ? 'get' : undefined
}

const api: ApiDescription<FoirFile> = {
  protocol: 'graphql',
  recognise,
  metadata: { folder: 'campaigns/spring-26', alt: 'The harbour' },
  ticket: {
    request: ask(startMutation, {
      filename: sample.name,
      mimeType: sample.type,
      size: sample.size,
      folder: 'campaigns/spring-26',
      metadata: { alt: 'The harbour' },
    }),
    shapes: [
      {
        name: 'PUT with the declared type',
        answer: started({ uploadId: 'upl_abc123', uploadUrl: storageUrl }),
        reference: { uploadId: 'upl_abc123' },
        expiresInSeconds: 900,
        singleUse: true,
        sent: { method: 'PUT', url: storageUrl, headers: { 'Content-Type': sample.type } },
      },
    ],
    sharesFiles: false,
    existing: 'none',
    gathered: 'none',
    errors: {
      'too large for the plan': {
        answer: refuse('Files may have 10 MB on your plan.', 'FILE_TOO_LARGE'),
        code: 'too-large',
        retry: 'never',
        serverText: 'Files may have 10 MB on your plan.',
      },
      'a wrong key': {
        answer: refuse('Authentication required', 'UNAUTHENTICATED'),
        code: 'unauthorized',
        retry: 'by-hand',
      },
      'a wrong argument': {
        answer: refuse('size must be positive', 'VALIDATION_ERROR'),
        code: 'request-invalid',
        retry: 'never',
      },
      'no such folder': { answer: refuse('Folder not found', 'NOT_FOUND'), code: 'not-found', retry: 'never' },
      'no files:write': { answer: refuse('Not allowed.', 'FORBIDDEN'), code: 'forbidden', retry: 'never' },
      'anything else': { answer: refuse('Hm.'), code: 'backend-failed', retry: 'by-hand', serverText: 'Hm.' },
    },
    malformed: {
      withoutUrl: started({ uploadId: 'upl_abc123' }),
      withoutName: started({ uploadUrl: storageUrl }),
      ofUnknownKind: 'none',
      withTwoFiles: 'none',
      existingWithoutId: 'none',
      withNull: started(null),
      others: {
        'null data': { json: { data: null } },
        'a number for an id': started({ uploadId: 7, uploadUrl: storageUrl }),
      },
    },
  },
  storage: {
    refusals: {
      'bytes that are not what was declared': {
        refusal: { status: 400, code: 'ContentTypeMismatch' },
        code: 'type-mismatch',
        sends: 1,
        retry: 'never',
      },
      'a 400 that says nothing': { refusal: { status: 400 }, code: 'type-mismatch', sends: 1, retry: 'never' },
      'after 15 minutes': {
        refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
        code: 'ticket-expired',
        sends: 3,
        retry: 'by-hand',
      },
      'bytes damaged on the way': {
        refusal: { status: 400, code: 'BadDigest' },
        code: 'bytes-damaged',
        sends: 2,
        retry: 'never',
      },
    },
  },
  confirm: {
    file,
    call: {
      request: ask(finalizeMutation, { uploadId: 'upl_abc123' }),
      answer: confirmed(record),
      errors: {
        'no such upload': {
          answer: refuse('Not found.', 'NOT_FOUND'),
          code: 'not-verified',
          retry: 'automatically',
          from: 'inspection',
        },
        forbidden: { answer: refuse('Not yours.', 'FORBIDDEN'), code: 'forbidden', retry: 'never' },
      },
      malformed: {
        'no file': confirmed(null),
        'no id': confirmed({ ...record, id: null }),
        'a size in words': confirmed({ ...record, size: '1 MB' }),
        'null data': { json: { data: null } },
      },
      afterLostAnswer: 'repeat',
    },
  },
  limits: {
    '32 bits': { file: { size: 2 ** 31 }, codes: ['size-over-limit'] },
  },
  idempotencyKey: 'none',
  abandon: 'none',
  get: {
    id: 'file_abc123',
    request: ask(fileQuery, { id: 'file_abc123' }),
    answer: { json: { data: { file: record } } },
    file,
  },
  list: 'none',
}

/** Foir's documentation as canned answers, through the app's own broker. */
export const foir: Subject<FoirFile> = { api, create: (http) => createFoirBackend({ endpoint: url, ...http }) }
