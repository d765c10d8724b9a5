import { describe, expect, it } from 'vitest'
import type { StoredUpload, TicketRequest } from '../../contract/backend.js'
import { describeAdapter } from '../../../test/backends/adapter.suite.js'
import { createIonBackend, type IonBackendOptions, type IonFile, useIonBackend } from '../ion.js'
import { scriptFetch, type ScriptedAnswer } from '../../../test/backends/scriptFetch.js'
import { testContext } from '../../../test/backends/testContext.js'
import { fileOf, photoWithMd5 } from '../../../test/backends/testUpload.js'

const endpoint = 'https://ion.example/graphql'
const uploadUrl = 'https://storage.example/u/1?X-Amz-Signature=sentinel'
const request: TicketRequest = { ...photoWithMd5, metadata: { entityId: 9876 } }
const granted = { uploadUrl, s3Key: 'uploads/abc123/photo.jpg', contentType: 'image/jpeg' }
const attachment = { id: 4242, filename: 'photo.jpg', entityId: 9876 }
const etag = '9c1185a5c5e9fc54612808977ee8f548'

const ticketAnswer = (more: object = {}) => ({ json: { data: { requestFileUploadUrl: { ...granted, ...more } } } })
const confirmAnswer = (more: object = {}) => ({
  json: { data: { createFileAttachment: { fileAttachment: { ...attachment, ...more } } } },
})
const refused = (message: string, code?: string) => ({
  json: { data: null, errors: [{ message, ...(code && { extensions: { code } }) }] },
})
const stored: StoredUpload = {
  request,
  reference: { s3Key: granted.s3Key, filename: 'photo.jpg', entityId: '9876' },
  receipt: { status: 200, etag },
}

function setUp(answer: ScriptedAnswer, options: Partial<IonBackendOptions> = {}) {
  const { fetch, calls } = scriptFetch(answer)
  return { calls, backend: createIonBackend({ endpoint, fetch, ...options }) }
}

describeAdapter('ion', {
  create: (options) => createIonBackend({ endpoint, ...options }),
  useBackend: (options) => useIonBackend({ endpoint, ...options }),
  request,
  ticket: ticketAnswer(),
  confirmed: confirmAnswer(),
  malformed: {
    'no data': { json: { data: null } },
    'no upload': { json: { data: { requestFileUploadUrl: null } } },
    'no URL': ticketAnswer({ uploadUrl: null }),
    'an empty URL': ticketAnswer({ uploadUrl: '' }),
    'a URL that is none': ticketAnswer({ uploadUrl: { href: uploadUrl } }),
    'no key': ticketAnswer({ s3Key: undefined }),
    'no type': ticketAnswer({ contentType: null }),
  },
  wrongOptions: [
    [{ endpoint: '' }, "'endpoint'"],
    [{ endpoint: new URL(endpoint) }, "'endpoint'"],
    [{ entityId: '' }, "'entityId'"],
    [{ entityId: { id: 1 } }, "'entityId'"],
    [{ etagIsMd5: 'yes' }, "'etagIsMd5'"],
    [{ downloadUrlExpiresInSeconds: 0 }, "'downloadUrlExpiresInSeconds'"],
  ],
  mostBytes: 5 * 1024 ** 3 - 1,
})

describe('createIonBackend', () => {
  it('declares what the contract requires', () => {
    expect(createIonBackend({ endpoint })).toMatchObject({
      digest: 'md5',
      sharesFiles: false,
      confirmIsIdempotent: false,
      needsEtag: true,
      etagIsMd5: true,
    })
    expect(createIonBackend({ endpoint })).not.toHaveProperty('reconcile')
  })

  it('needs no digest if the ETag is not the MD5', () => {
    expect(createIonBackend({ endpoint, etagIsMd5: false })).toMatchObject({ digest: null, etagIsMd5: false })
  })

  it('rejects a file without an entity before it is read', () => {
    const backend = createIonBackend({ endpoint })
    for (const metadata of [{}, { entityId: null }, { entityId: '' }, { entityId: ['1'] }]) {
      expect(backend.check?.(fileOf(), metadata)).toEqual([{ code: 'entity-missing' }])
    }
    expect(backend.check?.(fileOf(), { entityId: 0 })).toEqual([])
    expect(backend.check?.(fileOf(), { entityId: '7' })).toEqual([])
    expect(createIonBackend({ endpoint, entityId: 7 }).check?.(fileOf(), {})).toEqual([])
  })

  it.each(['photo', 'photo.', '.jpg', '..jpg', 'archive. ', 'photo.jpg '])(
    'rejects the name %j, from which ION cannot derive a type',
    (name) => {
      const backend = createIonBackend({ endpoint, entityId: 7 })
      expect(backend.check?.(fileOf({ name }), {})).toEqual([{ code: 'extension-missing' }])
    },
  )

  it.each(['photo.jpg', 'PHOTO.JPG', 'a.tar.gz', 'a..jpg', '.hidden.txt', 'صورة.png', 'a.7z'])(
    'accepts the name %j',
    (name) => {
      expect(createIonBackend({ endpoint, entityId: 7 }).check?.(fileOf({ name }), {})).toEqual([])
    },
  )
})

describe('requestTicket', () => {
  it('sends the name and nothing else', async () => {
    const { backend, calls } = setUp(ticketAnswer())
    await backend.requestTicket(request, testContext())
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({ method: 'POST', url: endpoint, headers: { 'content-type': 'application/json' } })
    expect(calls[0]?.json).toEqual({
      query:
        'query RequestUpload($filename: String!) {\n  requestFileUploadUrl(filename: $filename) {\n    uploadUrl\n    s3Key\n    contentType\n  }\n}',
      variables: { filename: request.name },
    })
  })

  it('returns a single-use ticket with the type that ION derived', async () => {
    const { backend } = setUp(ticketAnswer({ contentType: 'image/pjpeg; charset=x' }))
    expect(await backend.requestTicket(request, testContext())).toEqual({
      kind: 'put',
      url: uploadUrl,
      headers: { 'Content-Type': 'image/pjpeg; charset=x' },
      reference: { s3Key: granted.s3Key, filename: request.name, entityId: '9876' },
      singleUse: true,
    })
  })

  it.each([
    ['of its own', { entityId: 'own' }, 'own'],
    ['of the backend', {}, '55'],
  ])('keeps the entity %s for the confirm', async (_, metadata, entityId) => {
    const { backend } = setUp(ticketAnswer(), { entityId: 55 })
    expect(await backend.requestTicket({ ...request, metadata }, testContext())).toMatchObject({
      reference: { entityId },
    })
  })

  it.each([
    ['User does not have permission to update this resource.', 'forbidden', { when: 'never', from: 'call' }],
    ['Token is expired.', 'unauthorized', { when: 'by-hand', from: 'call' }],
    ['Not today.', 'backend-failed', { when: 'by-hand', from: 'call' }],
  ])('reads %j, with a status of 200 and without a code, as %s', async (message, code, retry) => {
    const { backend } = setUp({ json: { errors: [{ message }] } })
    const expected = { code, retry, status: 200, serverText: message }
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject(expected)
    await expect(backend.get?.('1', testContext())).rejects.toMatchObject(expected)
  })

  it('requests a new token if ION reports an expired one with a status of 200', async () => {
    const headers = ({ refresh }: { readonly refresh: boolean }) => ({ Authorization: refresh ? 'new' : 'old' })
    const { backend, calls } = setUp(
      ({ headers: sent }) => (sent['authorization'] === 'new' ? ticketAnswer() : refused('Token is expired.')),
      { headers },
    )
    expect(await backend.requestTicket(request, testContext())).toMatchObject({ kind: 'put' })
    expect(calls).toHaveLength(2)
  })

  it('makes no request without an entity', async () => {
    const { backend, calls } = setUp(ticketAnswer())
    const asking = backend.requestTicket({ ...request, metadata: {} }, testContext())
    await expect(asking).rejects.toMatchObject({ code: 'request-invalid' })
    expect(calls).toEqual([])
  })
})

describe('confirm', () => {
  it('registers the stored object for verification, and queries no download URL', async () => {
    const { backend, calls } = setUp(confirmAnswer())
    expect(await backend.confirm(stored, testContext())).toEqual({
      id: '4242',
      name: 'photo.jpg',
      filename: 'photo.jpg',
      entityId: '9876',
      s3Key: granted.s3Key,
      s3Etag: etag,
    })
    expect(calls[0]?.json).toEqual({
      query:
        'mutation RegisterUpload($input: CreateFileAttachmentInput!) {\n  createFileAttachment(input: $input) {\n    fileAttachment {\n      id\n      filename\n      entityId\n    }\n  }\n}',
      variables: {
        input: {
          filename: 'photo.jpg',
          s3Key: granted.s3Key,
          s3Etag: etag,
          entityId: '9876',
          validateUpload: true,
        },
      },
    })
  })

  it('accepts ids as numbers and as texts', async () => {
    const { backend } = setUp(confirmAnswer({ id: 'a-1', entityId: 'e-1' }))
    expect(await backend.confirm(stored, testContext())).toMatchObject({ id: 'a-1', entityId: 'e-1' })
  })

  it.each([null, { status: 200, etag: null }, { status: 412, etag: null }])(
    'says what to configure when the ETag is hidden (%j), and makes no call',
    async (receipt) => {
      const { backend, calls } = setUp(confirmAnswer())
      const confirming = (async () => backend.confirm({ ...stored, receipt }, testContext()))()
      await expect(confirming).rejects.toMatchObject({
        code: 'etag-hidden',
        message: expect.stringContaining('ExposeHeaders'),
        retry: { when: 'by-hand', from: 'ticket' },
      })
      expect(calls).toEqual([])
    },
  )

  it.each([
    ['Permission denied', undefined, 'forbidden', { when: 'by-hand', from: 'call' }],
    [
      'User does not have permission to update this resource.',
      undefined,
      'forbidden',
      { when: 'by-hand', from: 'call' },
    ],
    ['Not authorized to attach files', undefined, 'forbidden', { when: 'by-hand', from: 'call' }],
    ['Not yours.', 'FORBIDDEN', 'forbidden', { when: 'by-hand', from: 'call' }],
    ['Token is expired.', undefined, 'unauthorized', { when: 'by-hand', from: 'call' }],
    ['The ETag does not match.', undefined, 'not-verified', { when: 'automatically', from: 'inspection' }],
    ['s3Etag mismatch', 'BAD_USER_INPUT', 'not-verified', { when: 'automatically', from: 'inspection' }],
    ['validateUpload failed', undefined, 'not-verified', { when: 'automatically', from: 'inspection' }],
    ['The storage object was not found.', undefined, 'not-verified', { when: 'automatically', from: 'inspection' }],
    ['Entity not found', undefined, 'backend-failed', { when: 'by-hand', from: 'call' }],
    ['Field "s3Etag" is not defined', 'GRAPHQL_VALIDATION_FAILED', 'request-invalid', { when: 'never', from: 'call' }],
    ['Oh dear', undefined, 'backend-failed', { when: 'by-hand', from: 'call' }],
  ])('reads %j (%s) as %s', async (message, code, expected, retry) => {
    const { backend } = setUp(refused(message, code))
    await expect(backend.confirm(stored, testContext())).rejects.toMatchObject({
      code: expected,
      serverText: message,
      retry,
    })
  })

  it.each([
    [409, 'etag mismatch: the permission was changed by somebody else', 'backend-failed', 'by-hand'],
    [422, 'quantity must be above 0', 'request-invalid', 'never'],
    [429, 'Rate limit of this token: no permission for more', 'rate-limited', 'automatically'],
    [503, 'validateUpload is down', 'server-error', 'automatically'],
  ])('reads the status %d of the gateway, not the message %j', async (status, message, code, when) => {
    const { backend } = setUp({ status, json: { errors: [{ message }] }, headers: { 'Retry-After': '30' } })
    await expect(backend.confirm(stored, testContext())).rejects.toMatchObject({
      code,
      status,
      retryAfterSeconds: 30,
      retry: { when, from: 'call' },
    })
  })

  it.each([
    ['nothing', { json: { data: { createFileAttachment: null } } }],
    ['no attachment', { json: { data: { createFileAttachment: { fileAttachment: null } } } }],
    ['no id', confirmAnswer({ id: null })],
    ['an empty id', confirmAnswer({ id: '' })],
    ['no entity', confirmAnswer({ entityId: undefined })],
  ])('does not treat %s as success', async (_, answer) => {
    await expect(setUp(answer).backend.confirm(stored, testContext())).rejects.toMatchObject({
      code: 'answer-malformed',
    })
  })
})

describe('readRefusal', () => {
  const backend = createIonBackend({ endpoint })

  it('distinguishes the two 403s', () => {
    expect(backend.readRefusal?.({ status: 403, code: 'AccessDenied' }, request)).toEqual({ code: 'ticket-expired' })
    expect(backend.readRefusal?.({ status: 403 }, request)).toEqual({ code: 'ticket-expired' })
    expect(backend.readRefusal?.({ status: 403, code: 'SignatureDoesNotMatch' }, request)).toBeUndefined()
  })

  it('leaves everything else to the core', () => {
    expect(backend.readRefusal?.({ status: 400, code: 'EntityTooLarge' }, request)).toBeUndefined()
    expect(backend.readRefusal?.({ status: 503, code: 'SlowDown' }, request)).toBeUndefined()
  })
})

describe('get', () => {
  const fetched = { ...attachment, downloadUrl: 'https://storage.example/d?X-Amz-Signature=sentinel' }

  it('fetches a new download URL that is valid for a minute', async () => {
    const { backend, calls } = setUp({ json: { data: { fileAttachment: fetched } } })
    expect(await backend.get?.('4242', testContext())).toEqual({
      id: '4242',
      name: 'photo.jpg',
      filename: 'photo.jpg',
      entityId: '9876',
      url: fetched.downloadUrl,
      urlExpiresInSeconds: 60,
    })
    expect(calls[0]?.json).toMatchObject({
      query: expect.stringContaining('fileAttachment(id: $id)'),
      variables: { id: '4242' },
    })
  })

  it('uses the lifetime from the options', async () => {
    const { backend } = setUp({ json: { data: { fileAttachment: fetched } } }, { downloadUrlExpiresInSeconds: 300 })
    expect(await backend.get?.('4242', testContext())).toMatchObject({ urlExpiresInSeconds: 300 })
  })

  it('reports a missing attachment', async () => {
    const { backend } = setUp({ json: { data: { fileAttachment: null } } })
    await expect(backend.get?.('4242', testContext())).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('registerUnder', () => {
  const file: IonFile = { id: '1', name: 'a', filename: 'a.jpg', entityId: '1', s3Key: 'k', s3Etag: 'e' }

  it('registers the same object for another entity, and sends nothing', async () => {
    const { backend, calls } = setUp(confirmAnswer({ id: 2, entityId: 77 }))
    expect(await backend.registerUnder(file, 77)).toMatchObject({ id: '2', entityId: '77', s3Key: 'k', s3Etag: 'e' })
    expect(calls.map(({ json }) => json)).toMatchObject([
      { variables: { input: { filename: 'a.jpg', s3Key: 'k', s3Etag: 'e', entityId: '77', validateUpload: true } } },
    ])
  })

  it('reads errors like confirm', async () => {
    const { backend } = setUp(refused('Permission denied'))
    await expect(backend.registerUnder(file, 77)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('reports that a file of another session has to be uploaded again', async () => {
    const { backend, calls } = setUp(confirmAnswer())
    const { s3Key: _, ...fetched } = file
    await expect(backend.registerUnder(fetched, 77)).rejects.toMatchObject({ code: 'request-invalid' })
    await expect(backend.registerUnder(file, '')).rejects.toMatchObject({ code: 'request-invalid' })
    expect(calls).toEqual([])
  })

  it('ends when its signal fires', async () => {
    const { backend } = setUp('silent')
    const registering = backend.registerUnder(file, 77, { signal: AbortSignal.abort() })
    await expect(registering).rejects.toMatchObject({ name: 'AbortError' })
  })
})
