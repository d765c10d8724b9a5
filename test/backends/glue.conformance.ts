import type { ApiDescription } from '../../src/testing/conformance/ApiDescription.js'
import { sample, sentinel } from '../../src/testing/conformance/sample.js'
import type { Subject } from '../../src/testing/conformance/Subject.js'
import type { CannedAnswer, FetchedCall } from '../../src/testing/fakes/scriptFetch.js'
import { createGlueBackend } from '../../src/backends/glue/createGlueBackend.js'
import type { GlueFile } from '../../src/backends/glue/GlueFile.js'

/** Written by hand instead of taken from the adapter, so that a missing field shows. */
const uploadTicketMutation = `mutation UploadTicket($input: UploadTicketInput!) {
  uploadTicket(input: $input) {
    __typename
    ... on File {
      id
      name
    }
    ... on UploadTicket {
      id
      url
      headers {
        name
        value
      }
      formData {
        name
        value
      }
    }
  }
}`

const createFileMutation = `mutation CreateFile($input: CreateFileInput!) {
  createFile(input: $input) {
    id
    name
  }
}`

const fileQuery = `query GetFile($id: ID!) {
  node(id: $id) {
    __typename
    ... on File {
      id
      name
      contentLength
      contentType
      metadata {
        width
        height
        blurHash
      }
      url
    }
  }
}`

const url = 'https://glue.example/graphql'
const storageUrl = `https://storage.glue.example/put?X-Amz-Signature=${sentinel}`
const formUrl = 'https://storage.glue.example/form'
const reference = { uploadTicketID: 'upl_2k4m' }
const signed = [
  { name: 'Content-Type', value: sample.type },
  { name: 'Content-MD5', value: sample.md5.base64 },
  { name: 'x-amz-acl', value: 'private' },
]
const ticket = { __typename: 'UploadTicket', id: 'upl_2k4m', url: storageUrl, headers: signed, formData: null }
const fileField = { name: 'file', value: '@file' }
const policy = [
  { name: 'key', value: 'uploads/1' },
  { name: 'Policy', value: sentinel },
]
const form = {
  ...ticket,
  url: formUrl,
  headers: [
    { name: 'Content-Type', value: 'multipart/form-data' },
    { name: 'x-amz-acl', value: 'private' },
  ],
  formData: [fileField, ...policy],
}
const file: GlueFile = { id: 'fil_1h3c', name: sample.name }
/** The name of the file that was stored first. */
const known = { __typename: 'File', id: 'fil_0', name: 'older.jpg' }

const node = {
  __typename: 'File',
  id: 'fil_1h3c',
  name: sample.name,
  contentLength: String(sample.size),
  contentType: sample.type,
  metadata: { width: 40, height: 30, blurHash: null },
  url: 'https://storage.glue.example/get/1',
}

const ask = (query: string, input: object) => ({ method: 'POST', url, json: { query, variables: { input } } })
const answer = (uploadTicket: object | null): CannedAnswer => ({ json: { data: { uploadTicket } } })
const created = (createFile: object | null): CannedAnswer => ({ json: { data: { createFile } } })
const refuse = (message: string, code?: string): CannedAnswer => ({
  json: { data: null, errors: [{ message, ...(code !== undefined && { extensions: { code } }) }] },
})

function recognise({ text }: FetchedCall): 'ticket' | 'confirm' | 'get' | undefined {
  if (text.includes('uploadTicket(')) return 'ticket'
  if (text.includes('createFile(')) return 'confirm'
  return text.includes('node(id') ? 'get' : undefined
}

const api: ApiDescription<GlueFile> = {
  protocol: 'graphql',
  recognise,
  ticket: {
    request: ask(uploadTicketMutation, {
      name: sample.name,
      contentLength: String(sample.size),
      contentMD5: sample.md5.base64,
      contentType: sample.type,
      metadata: { width: 40, height: 30 },
    }),
    shapes: [
      {
        name: 'PUT',
        answer: answer(ticket),
        reference,
        sent: {
          method: 'PUT',
          url: storageUrl,
          headers: { 'Content-Type': sample.type, 'Content-MD5': sample.md5.base64, 'x-amz-acl': 'private' },
        },
      },
      {
        name: 'form POST, which keeps its boundary and ends with the file',
        answer: answer(form),
        reference,
        sent: {
          method: 'POST',
          url: formUrl,
          headers: { 'x-amz-acl': 'private' },
          fields: [
            ['key', 'uploads/1'],
            ['Policy', sentinel],
            ['file', '@file'],
          ],
        },
      },
      {
        name: 'PUT with an empty form',
        answer: answer({ ...ticket, formData: [] }),
        reference,
        sent: {
          method: 'PUT',
          url: storageUrl,
          headers: { 'Content-Type': sample.type, 'Content-MD5': sample.md5.base64, 'x-amz-acl': 'private' },
        },
      },
    ],
    sharesFiles: true,
    takesMetadata: false,
    existing: { answer: answer(known), file: { id: 'fil_0', name: 'older.jpg' } },
    gathered: 'none',
    // The documentation names no errors, so these are the usual ones of GraphQL.
    errors: {
      'not signed in': { answer: refuse('Sign in.', 'UNAUTHENTICATED'), code: 'unauthorized', retry: 'by-hand' },
      forbidden: { answer: refuse('No.', 'FORBIDDEN'), code: 'forbidden', retry: 'never', serverText: 'No.' },
      'a wrong input': { answer: refuse('Bad.', 'BAD_USER_INPUT'), code: 'request-invalid', retry: 'never' },
      'anything else': { answer: refuse('Hm.'), code: 'backend-failed', retry: 'by-hand', serverText: 'Hm.' },
    },
    malformed: {
      withoutUrl: answer({ ...ticket, url: null }),
      withoutName: answer({ ...ticket, id: '' }),
      ofUnknownKind: answer({ ...ticket, __typename: 'Folder' }),
      withTwoFiles: answer({ ...form, formData: [fileField, ...policy, fileField] }),
      existingWithoutId: answer({ ...known, id: null }),
      withNull: answer(null),
      others: {
        'no __typename': answer({ ...ticket, __typename: undefined }),
        'no place for the file': answer({ ...form, formData: policy }),
        'a place for the file that is not quite one': answer({
          ...form,
          formData: [...policy, { name: 'file', value: '@File' }],
        }),
        'one header with two values': answer({
          ...ticket,
          headers: [...signed, { name: 'content-type', value: 'text/plain' }],
        }),
        'the checksum of another file': answer({
          ...ticket,
          headers: [{ name: 'Content-MD5', value: 'AAAAAAAAAAAAAAAAAAAAAA==' }],
        }),
        'headers as an object': answer({ ...ticket, headers: { 'Content-Type': sample.type } }),
        'null data': { json: { data: null } },
      },
    },
  },
  storage: {
    // As in S3, because the documentation does not say.
    refusals: {
      'an expired URL': {
        refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
        code: 'ticket-expired',
        sends: 3,
        retry: 'by-hand',
      },
      'other headers than were signed': {
        refusal: { status: 403, code: 'SignatureDoesNotMatch' },
        code: 'storage-refused',
        sends: 2,
        retry: 'never',
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
      request: ask(createFileMutation, reference),
      answer: created({ id: 'fil_1h3c', name: sample.name }),
      errors: {
        'no such ticket': {
          answer: refuse('Not found.', 'NOT_FOUND'),
          code: 'not-verified',
          retry: 'automatically',
          from: 'inspection',
        },
        forbidden: { answer: refuse('No.', 'FORBIDDEN'), code: 'forbidden', retry: 'never', serverText: 'No.' },
      },
      malformed: { 'no file': created(null), 'no id': created({ name: 'a' }), 'null data': { json: { data: null } } },
      afterLostAnswer: {
        registered: answer({ __typename: 'File', id: 'fil_1h3c', name: sample.name }),
        notRegistered: answer(ticket),
      },
    },
  },
  limits: { 'one request': { file: { size: 5 * 1024 ** 3 }, codes: ['file-too-large'] } },
  idempotencyKey: 'none',
  abandon: 'none',
  get: {
    id: 'fil_1h3c',
    request: { method: 'POST', url, json: { query: fileQuery, variables: { id: 'fil_1h3c' } } },
    answer: { json: { data: { node } } },
    file: {
      id: 'fil_1h3c',
      name: sample.name,
      type: sample.type,
      size: sample.size,
      width: 40,
      height: 30,
      url: node.url,
    },
  },
  list: 'none',
}

/** Glue's documentation as canned answers. */
export const glue: Subject<GlueFile> = { api, create: (http) => createGlueBackend({ endpoint: url, ...http }) }
