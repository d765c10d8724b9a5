import type { ApiDescription } from '../../src/testing/conformance/ApiDescription.js'
import { sample, sentinel } from '../../src/testing/conformance/sample.js'
import type { Subject } from '../../src/testing/conformance/Subject.js'
import type { FetchedCall } from '../../src/testing/fakes/scriptFetch.js'
import { createIonBackend } from '../../src/backends/ion/createIonBackend.js'
import type { IonFile } from '../../src/backends/ion/IonFile.js'

/** Written by hand instead of taken from the adapter, so that a missing field shows. */
const requestUploadQuery = `query RequestUpload($filename: String!) {
  requestFileUploadUrl(filename: $filename) {
    uploadUrl
    s3Key
    contentType
  }
}`

const registerMutation = `mutation RegisterUpload($input: CreateFileAttachmentInput!) {
  createFileAttachment(input: $input) {
    fileAttachment {
      id
      filename
      entityId
    }
  }
}`

const attachmentQuery = `query FileAttachment($id: ID!) {
  fileAttachment(id: $id) {
    id
    filename
    downloadUrl
    entityId
  }
}`

const url = 'https://ion.example/graphql'
const storageUrl = `https://ion-files.example/uploads/1?X-Amz-Signature=${sentinel}`
const reference = { s3Key: 'uploads/1/harbour.jpg', filename: sample.name, entityId: '9876' }
const ticket = { uploadUrl: storageUrl, s3Key: reference.s3Key, contentType: 'image/jpeg' }
const attachment = { id: 4242, filename: sample.name, entityId: 9876 }
const file: IonFile = {
  id: '4242',
  name: sample.name,
  filename: sample.name,
  entityId: '9876',
  s3Key: reference.s3Key,
  s3Etag: sample.md5.hex,
}

const ask = (query: string, variables: object) => ({ method: 'POST', url, json: { query, variables } })
const answer = (data: object) => ({ json: { data } })
const ticketWith = (more: object) => answer({ requestFileUploadUrl: { ...ticket, ...more } })
const refuse = (message: string, code?: string) => ({
  json: { data: null, errors: [{ message, ...(code !== undefined && { extensions: { code } }) }] },
})

function recognise({ text }: FetchedCall): 'ticket' | 'confirm' | 'get' | undefined {
  if (text.includes('requestFileUploadUrl(')) return 'ticket'
  if (text.includes('createFileAttachment(')) return 'confirm'
  return text.includes('fileAttachment(') ? 'get' : undefined
}

const api: ApiDescription<IonFile> = {
  protocol: 'graphql',
  recognise,
  metadata: { entityId: 9876 },
  ticket: {
    request: ask(requestUploadQuery, { filename: sample.name }),
    shapes: [
      {
        name: 'PUT with the type that ION derived',
        answer: ticketWith({ contentType: 'image/x-derived' }),
        reference,
        singleUse: true,
        sent: { method: 'PUT', url: storageUrl, headers: { 'Content-Type': 'image/x-derived' } },
      },
    ],
    sharesFiles: false,
    existing: 'none',
    gathered: 'none',
    errors: {
      'not signed in': { answer: refuse('Sign in.', 'UNAUTHENTICATED'), code: 'unauthorized', retry: 'by-hand' },
      forbidden: {
        answer: refuse('Permission denied', 'FORBIDDEN'),
        code: 'forbidden',
        retry: 'never',
        serverText: 'Permission denied',
      },
      'no permission, in words alone': {
        answer: refuse('User does not have permission to update this resource.'),
        code: 'forbidden',
        retry: 'never',
        serverText: 'User does not have permission to update this resource.',
      },
      'a token that has expired, in words alone': {
        answer: refuse('Token is expired.'),
        code: 'unauthorized',
        retry: 'by-hand',
      },
      'a conflict at the gateway': {
        answer: { status: 409, json: { errors: [{ message: 'etag mismatch' }] } },
        code: 'backend-failed',
        retry: 'by-hand',
      },
      'anything else': {
        answer: refuse('Not today.'),
        code: 'backend-failed',
        retry: 'by-hand',
        serverText: 'Not today.',
      },
    },
    malformed: {
      withoutUrl: ticketWith({ uploadUrl: null }),
      withoutName: ticketWith({ s3Key: undefined }),
      ofUnknownKind: 'none',
      withTwoFiles: 'none',
      existingWithoutId: 'none',
      withNull: answer({ requestFileUploadUrl: null }),
      others: {
        'no content type': ticketWith({ contentType: '' }),
        'null data': { json: { data: null } },
        'a list of tickets': answer({ requestFileUploadUrl: [ticket] }),
      },
    },
  },
  storage: {
    needsEtag: true,
    etagIsMd5: true,
    refusals: {
      'the URL expired or was used': {
        refusal: { status: 403, code: 'AccessDenied', message: 'Forbidden' },
        code: 'ticket-expired',
        sends: 3,
        retry: 'by-hand',
      },
      'another content type was signed': {
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
      request: ask(registerMutation, { input: { ...reference, s3Etag: sample.md5.hex, validateUpload: true } }),
      answer: answer({ createFileAttachment: { fileAttachment: attachment } }),
      errors: {
        'no permission on the entity': {
          answer: refuse('Permission denied'),
          code: 'forbidden',
          retry: 'by-hand',
          serverText: 'Permission denied',
        },
        'no permission, as the API words it': {
          answer: refuse('User does not have permission to update this resource.'),
          code: 'forbidden',
          retry: 'by-hand',
        },
        'a conflict at the gateway, which is about no ETag of storage': {
          answer: { status: 409, json: { errors: [{ message: 'etag mismatch' }] } },
          code: 'backend-failed',
          retry: 'by-hand',
        },
        'another ETag': {
          answer: refuse('validateUpload failed: the ETag does not match.'),
          code: 'not-verified',
          retry: 'automatically',
          from: 'inspection',
        },
      },
      malformed: {
        'no attachment': answer({ createFileAttachment: { fileAttachment: null } }),
        'no id': answer({ createFileAttachment: { fileAttachment: { ...attachment, id: null } } }),
        'null data': { json: { data: null } },
      },
      afterLostAnswer: 'unknowable',
    },
  },
  limits: {
    'no entity': { file: {}, metadata: {}, codes: ['entity-missing'] },
    'no extension': { file: { name: 'harbour' }, codes: ['extension-missing'] },
    'one PUT': { file: { size: 5 * 1024 ** 3 }, codes: ['file-too-large'] },
  },
  idempotencyKey: 'none',
  abandon: 'none',
  get: {
    id: '4242',
    request: ask(attachmentQuery, { id: '4242' }),
    answer: answer({ fileAttachment: { ...attachment, downloadUrl: 'https://ion-files.example/a' } }),
    file: {
      id: '4242',
      name: sample.name,
      filename: sample.name,
      entityId: '9876',
      url: 'https://ion-files.example/a',
      urlExpiresInSeconds: 60,
    },
  },
  list: 'none',
}

/** ION's documentation as canned answers. */
export const ion: Subject<IonFile> = { api, create: (http) => createIonBackend({ endpoint: url, ...http }) }
