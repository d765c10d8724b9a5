import { describe, expect, it } from 'vitest'
import type { StoredUpload, TicketRequest } from '../../contract/backend.js'
import { describeAdapter } from '../../../test/backends/adapter.suite.js'
import { createFoirBackend, type FoirBackendOptions, useFoirBackend } from '../foir.js'
import { scriptFetch, type ScriptedAnswer, variablesOf } from '../../../test/backends/scriptFetch.js'
import { testContext } from '../../../test/backends/testContext.js'
import { fileOf, photo } from '../../../test/backends/testUpload.js'

const endpoint = 'https://app.example/api/media/graphql'
const uploadUrl = 'https://storage.example/u/1?X-Amz-Signature=sentinel'
const request: TicketRequest = { ...photo, metadata: { alt: 'The harbour', source: 'drew' } }
const file = {
  id: 'file_1',
  filename: 'photo-1.jpg',
  mimeType: 'image/png',
  size: 482910,
  url: 'https://cdn.example/photo-1.jpg',
  width: 100,
  height: 50,
  blurhash: 'L00000fQfQfQ',
  alt: 'The harbour',
  createdAt: '2026-11-21T12:00:00Z',
}
const stored: StoredUpload = { request, reference: { uploadId: 'upl_1' }, receipt: { status: 200, etag: null } }

const granting = (more: object = {}) => ({
  json: { data: { createFileUpload: { uploadId: 'upl_1', uploadUrl, ...more } } },
})
const confirmAnswer = (more: object = {}) => ({ json: { data: { confirmFileUpload: { ...file, ...more } } } })
const fileAnswer = (more: object = {}) => ({ json: { data: { file: { ...file, ...more } } } })
const unmeasured = { width: null, height: null, blurhash: null }
const refused = (message: string, code?: string) => ({
  json: { data: null, errors: [{ message, ...(code && { extensions: { code } }) }] },
})

function setUp(answer: ScriptedAnswer, options: Partial<FoirBackendOptions> = {}) {
  const { fetch, calls } = scriptFetch(answer)
  return { calls, backend: createFoirBackend({ endpoint, fetch, ...options }) }
}

/** Returns the variables of the ticket call. */
async function askedWith(metadata: TicketRequest['metadata'], options?: Partial<FoirBackendOptions>): Promise<unknown> {
  const { backend, calls } = setUp(granting(), options)
  await backend.requestTicket({ ...request, metadata }, testContext())
  return variablesOf(calls)
}

describeAdapter('foir', {
  create: (options) => createFoirBackend({ endpoint, ...options }),
  useBackend: (options) => useFoirBackend({ endpoint, ...options }),
  request,
  ticket: granting(),
  confirmed: confirmAnswer(),
  malformed: {
    'no data': { json: { data: null } },
    'no upload': { json: { data: { createFileUpload: null } } },
    'no URL': granting({ uploadUrl: undefined }),
    'an empty URL': granting({ uploadUrl: '' }),
    'no id': granting({ uploadId: null }),
  },
  wrongOptions: [
    [{ endpoint: '' }, "'endpoint'"],
    [{ endpoint: null }, "'endpoint'"],
    [{ folder: ['a'] }, "'folder'"],
    [{ read: { publishableKey: 'sk_live_sentinel' } }, "'read.publishableKey'"],
    [{ read: {} }, "'read.publishableKey'"],
    [{ read: { publishableKey: 'pk_live_1', endpoint: '' } }, "'read.endpoint'"],
  ],
  mostBytes: 2 ** 31 - 1,
})

describe('createFoirBackend', () => {
  it('declares what the contract requires', () => {
    expect(createFoirBackend({ endpoint })).toMatchObject({
      digest: null,
      sharesFiles: false,
      confirmIsIdempotent: true,
    })
  })

  it('rejects a size that exceeds a GraphQL Int', () => {
    const backend = createFoirBackend({ endpoint })
    expect(backend.check?.(fileOf({ size: 2_147_483_648 }), {})).toEqual([
      { code: 'size-over-limit', limit: 2_147_483_647 },
    ])
  })
})

describe('requestTicket', () => {
  it('sends separate arguments, with the metadata unchanged', async () => {
    const { backend, calls } = setUp(granting())
    await backend.requestTicket(request, testContext())
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({ method: 'POST', url: endpoint })
    expect(calls[0]?.json).toEqual({
      query: `mutation StartUpload($filename: String!, $mimeType: String!, $size: Int!, $folder: String, $metadata: JSON) {
  createFileUpload(filename: $filename, mimeType: $mimeType, size: $size, folder: $folder, metadata: $metadata) {
    uploadId
    uploadUrl
  }
}`,
      variables: {
        filename: photo.name,
        mimeType: 'image/jpeg',
        size: 482910,
        metadata: { alt: 'The harbour', source: 'drew' },
      },
    })
  })

  it("sends the upload's folder or else the backend's, and leaves it out of the metadata", async () => {
    const facts = { filename: photo.name, mimeType: 'image/jpeg', size: 482910 }
    expect(await askedWith({})).toEqual(facts)
    expect(await askedWith({}, { folder: 'a/b' })).toEqual({ ...facts, folder: 'a/b' })
    expect(await askedWith({ folder: 'c', alt: 'd' }, { folder: 'a/b' })).toEqual({
      ...facts,
      folder: 'c',
      metadata: { alt: 'd' },
    })
    expect(await askedWith({ folder: 7 })).toEqual(facts)
  })

  it('returns a single-use ticket for 15 minutes with exactly the declared type', async () => {
    for (const type of ['image/jpeg', 'application/octet-stream']) {
      const { backend, calls } = setUp(granting())
      expect(await backend.requestTicket({ ...request, type }, testContext())).toEqual({
        kind: 'put',
        url: uploadUrl,
        headers: { 'Content-Type': type },
        reference: { uploadId: 'upl_1' },
        expiresInSeconds: 900,
        singleUse: true,
      })
      expect(calls[0]?.json).toMatchObject({ variables: { mimeType: type } })
    }
  })

  it('fails before any byte is sent if a file is too large for the plan', async () => {
    const { backend } = setUp(refused('Files may have 10 MB on your plan.', 'FILE_TOO_LARGE'))
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({
      code: 'too-large',
      serverText: 'Files may have 10 MB on your plan.',
      retry: { when: 'never' },
    })
  })
})

describe('confirm', () => {
  it("returns Foir's own name, type, size, dimensions, blurhash and alternative text", async () => {
    const { backend, calls } = setUp(confirmAnswer())
    expect(await backend.confirm(stored, testContext())).toEqual({ ...file, name: 'photo-1.jpg', type: 'image/png' })
    expect(calls[0]?.json).toEqual({
      query: `mutation FinalizeUpload($uploadId: String!) {
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
}`,
      variables: { uploadId: 'upl_1' },
    })
  })

  it('leaves out fields that are null because the file is not a picture', async () => {
    const none = { mimeType: null, size: null, url: null, width: null, height: null, blurhash: null, alt: null }
    expect(await setUp(confirmAnswer(none)).backend.confirm(stored, testContext())).toEqual({
      id: 'file_1',
      name: 'photo-1.jpg',
      filename: 'photo-1.jpg',
      createdAt: file.createdAt,
    })
  })

  it('says that a picture is processing as long as Foir has not examined it', async () => {
    const createdAt = new Date().toISOString()
    for (const missing of [{ width: null }, { height: null }, { blurhash: null }, unmeasured]) {
      const { fetch, calls } = scriptFetch(confirmAnswer({ ...missing, createdAt }), fileAnswer({ createdAt }))
      const backend = createFoirBackend({ endpoint, fetch })
      expect(await backend.confirm(stored, testContext())).toMatchObject({ id: 'file_1', state: 'processing' })
      const examined = await backend.get?.('file_1', testContext())
      expect(examined).toMatchObject({ width: 100, height: 50, blurhash: 'L00000fQfQfQ' })
      expect(examined).not.toHaveProperty('state')
      expect(calls).toHaveLength(2)
    }
  })

  it('does not say so of other files, or of a picture that Foir has not examined for minutes', async () => {
    const createdAt = new Date().toISOString()
    const video = setUp(confirmAnswer({ ...unmeasured, mimeType: 'video/mp4', createdAt }))
    expect(await video.backend.confirm(stored, testContext())).not.toHaveProperty('state')
    const old = setUp(confirmAnswer({ ...unmeasured, createdAt: new Date(Date.now() - 300_000).toISOString() }))
    expect(await old.backend.confirm(stored, testContext())).not.toHaveProperty('state')
  })

  it.each([
    ['NOT_FOUND', 'not-verified', { when: 'automatically', from: 'inspection' }],
    ['FORBIDDEN', 'forbidden', { when: 'never', from: 'call' }],
    [undefined, 'backend-failed', { when: 'by-hand', from: 'call' }],
  ])('reads %s as %s', async (extensionsCode, code, retry) => {
    const { backend } = setUp(refused('No.', extensionsCode))
    await expect(backend.confirm(stored, testContext())).rejects.toMatchObject({ code, retry, serverText: 'No.' })
  })

  it.each([
    ['nothing', { json: { data: { confirmFileUpload: null } } }],
    ['no id', confirmAnswer({ id: null })],
    ['no name', confirmAnswer({ filename: '' })],
    ['a width in words', confirmAnswer({ width: '100' })],
    ['a negative size', confirmAnswer({ size: -1 })],
    ['no date', confirmAnswer({ createdAt: undefined })],
  ])('does not treat %s as success', async (_, answer) => {
    await expect(setUp(answer).backend.confirm(stored, testContext())).rejects.toMatchObject({
      code: 'answer-malformed',
    })
  })
})

describe('readRefusal', () => {
  const backend = createFoirBackend({ endpoint })

  it.each([undefined, 'ContentTypeMismatch', 'EntityTooLarge'])(
    'says of a 400 (%s) for good that the bytes are not what was declared',
    (code) => {
      expect(backend.readRefusal?.({ status: 400, ...(code && { code }) }, request)).toEqual({
        code: 'type-mismatch',
        retry: { when: 'never', from: 'call' },
      })
    },
  )

  it.each([
    [400, 'RequestTimeout'],
    [400, 'IncompleteBody'],
    [400, 'ExpiredToken'],
    [400, 'ExpiredRequest'],
    [403, 'AccessDenied'],
    [503, 'SlowDown'],
  ])('leaves %d %s to the core', (status, code) => {
    expect(backend.readRefusal?.({ status, code }, request)).toBeUndefined()
  })
})

describe('get', () => {
  it('reads the file again', async () => {
    const { backend, calls } = setUp({ json: { data: { file } } })
    expect(await backend.get?.('file_1', testContext())).toEqual({ ...file, name: 'photo-1.jpg', type: 'image/png' })
    expect(calls[0]?.json).toMatchObject({
      query: expect.stringContaining('query GetFile($id: String!) {\n  file(id: $id) {\n    id\n'),
      variables: { id: 'file_1' },
    })
  })

  it('reports a missing file', async () => {
    const { backend } = setUp({ json: { data: { file: null } } })
    await expect(backend.get?.('file_1', testContext())).rejects.toMatchObject({ code: 'not-found' })
  })

  it("reads from Foir itself with a publishable key, without the app's credentials", async () => {
    const { backend, calls } = setUp(fileAnswer(), {
      headers: { Authorization: 'Bearer session', 'X-Session': 'ada' },
      read: { publishableKey: 'pk_live_1' },
    })
    expect(await backend.get?.('file_1', testContext())).toMatchObject({ id: 'file_1' })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({ url: 'https://api.foir.io/graphql', headers: { 'x-api-key': 'pk_live_1' } })
    for (const name of ['authorization', 'x-session']) expect(calls[0]?.headers).not.toHaveProperty(name)
  })

  it('makes all other calls to the broker, without the key', async () => {
    const { fetch, calls } = scriptFetch(granting(), confirmAnswer(unmeasured), fileAnswer())
    const read = { publishableKey: 'pk_live_1', endpoint: 'https://eu.foir.example/graphql' }
    const backend = createFoirBackend({ endpoint, fetch, read })
    await backend.requestTicket(request, testContext())
    await backend.confirm(stored, testContext())
    await backend.get?.('file_1', testContext())
    expect(calls.map(({ url }) => url)).toEqual([endpoint, endpoint, read.endpoint])
    expect(calls.map(({ headers }) => headers['x-api-key'])).toEqual([undefined, undefined, 'pk_live_1'])
  })

  it.each([
    ['Authentication required', 'UNAUTHENTICATED', 'unauthorized'],
    ['Insufficient permissions', 'FORBIDDEN', 'forbidden'],
    ['This key may not be used on this domain', 'FORBIDDEN', 'forbidden'],
    ['File not found', 'NOT_FOUND', 'not-found'],
    ['id is not an id', 'VALIDATION_ERROR', 'request-invalid'],
  ])('reads %j (%s) as %s, like every other call', async (message, extensionsCode, code) => {
    const { backend } = setUp(refused(message, extensionsCode))
    const expected = { code, serverText: message, status: 200 }
    await expect(backend.get?.('file_1', testContext())).rejects.toMatchObject(expected)
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject(expected)
  })
})
