import { describe, expect, it } from 'vitest'
import type { StoredUpload, TicketRequest } from '../../contract/backend.js'
import { describeAdapter } from '../../../test/backends/adapter.suite.js'
import { createInspectBackend, type InspectBackendOptions, useInspectBackend } from '../inspect.js'
import { scriptFetch, type ScriptedAnswer } from '../../../test/backends/scriptFetch.js'
import { testContext } from '../../../test/backends/testContext.js'
import { fileOf, photo, photoWithMd5 } from '../../../test/backends/testUpload.js'

const base = 'https://inspect.example'
const assetId = '3fa85f64-5717-4562-b3fc-2c963f66afa6'
const request: TicketRequest = { ...photo, metadata: { assetId } }
const presignedURL = 'https://storage.example/u/1?X-Amz-Signature=sentinel'
const reference = { id: 'file-1', assetId }
const file = { id: 'file-1', assetId, name: photo.name, type: 'image/jpeg', size: 482910 }
const stored: StoredUpload = { request, reference, receipt: { status: 200, etag: null } }

const granting = (more: object = {}) => ({ status: 201, json: { data: { id: 'file-1', presignedURL, ...more } } })
const known = { status: 200, json: { data: { id: 'file-1' } } }

function setUp(answer: ScriptedAnswer, options: Partial<InspectBackendOptions> = {}) {
  const { fetch, calls } = scriptFetch(answer)
  return { calls, backend: createInspectBackend({ url: base, fetch, ...options }) }
}

describeAdapter('inspect', {
  create: (options) => createInspectBackend({ url: base, ...options }),
  useBackend: (options) => useInspectBackend({ url: base, ...options }),
  request,
  ticket: granting(),
  confirmed: { json: { data: { id: 'file-1' } } },
  malformed: {
    'no data': { status: 201, json: {} },
    'a 201 without a URL': { status: 201, json: { data: { id: 'file-1' } } },
    'a 201 with an empty URL': granting({ presignedURL: '' }),
    'a 201 without an id': granting({ id: undefined }),
    'a 200 without an id': { status: 200, json: { data: {} } },
    'a 200 with a URL': { status: 200, json: { data: { id: 'file-1', presignedURL } } },
    'a 202': { status: 202, json: { data: { id: 'file-1', presignedURL } } },
  },
  wrongOptions: [
    [{ url: undefined }, "'url'"],
    [{ assetId: '' }, "'assetId'"],
    [{ assetId: 7 }, "'assetId'"],
    [{ completePath: 'complete' }, "'completePath'"],
    [{ completeBody: {} }, "'completeBody'"],
    [{ completesKnown: 'yes' }, "'completesKnown'"],
  ],
  mostBytes: 5 * 1024 ** 3 - 1,
})

describe('createInspectBackend', () => {
  it('declares what the contract requires', () => {
    expect(createInspectBackend({ url: base })).toMatchObject({
      digest: 'sha-256',
      sharesFiles: true,
      confirmIsIdempotent: false,
    })
  })

  it('allows repeating the complete call if completing twice is harmless', () => {
    expect(createInspectBackend({ url: base, completesKnown: true }).confirmIsIdempotent).toBe(true)
  })

  it('rejects a file without an asset before it is read', () => {
    const backend = createInspectBackend({ url: base })
    for (const metadata of [{}, { assetId: '' }, { assetId: 7 }, { assetId: null }]) {
      expect(backend.check?.(fileOf(), metadata)).toEqual([{ code: 'asset-missing' }])
    }
    expect(backend.check?.(fileOf(), { assetId })).toEqual([])
    expect(createInspectBackend({ url: base, assetId }).check?.(fileOf(), {})).toEqual([])
  })
})

describe('requestTicket', () => {
  it('sends the asset, the type, the SHA-256 in base64, the name and the size, and nothing else', async () => {
    const { backend, calls } = setUp(granting())
    await backend.requestTicket(request, testContext())
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({ method: 'POST', url: `${base}/api/inspect/v1/file/upload/presigned` })
    expect(calls[0]?.json).toEqual({
      assetID: assetId,
      contentType: 'image/jpeg',
      hash: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      name: photo.name,
      size: 482910,
    })
  })

  it('returns a ticket of 15 minutes for a new file, with the declared type as its only header', async () => {
    expect(await setUp(granting()).backend.requestTicket(request, testContext())).toEqual({
      kind: 'put',
      url: presignedURL,
      headers: { 'Content-Type': 'image/jpeg' },
      reference,
      expiresInSeconds: 900,
    })
  })

  it('returns a known file without sending it', async () => {
    expect(await setUp(known).backend.requestTicket(request, testContext())).toEqual({ kind: 'existing', file })
    const withNull = { status: 200, json: { data: { id: 'file-1', presignedURL: null } } }
    expect(await setUp(withNull).backend.requestTicket(request, testContext())).toEqual({ kind: 'existing', file })
  })

  it('completes a known file if completesKnown is set', async () => {
    const { backend } = setUp(known, { completesKnown: true })
    expect(await backend.requestTicket(request, testContext())).toEqual({ kind: 'stored', reference })
  })

  it("prefers the upload's asset to the backend's", async () => {
    const { backend, calls } = setUp(granting(), { assetId: 'other' })
    await backend.requestTicket(request, testContext())
    await backend.requestTicket({ ...request, metadata: {} }, testContext())
    expect(calls.map(({ json }) => json)).toMatchObject([{ assetID: assetId }, { assetID: 'other' }])
  })

  it('makes no request without an asset or without the SHA-256', async () => {
    const { backend, calls } = setUp(granting())
    const withoutAsset = backend.requestTicket({ ...request, metadata: {} }, testContext())
    await expect(withoutAsset).rejects.toMatchObject({ code: 'request-invalid' })
    const withMd5 = backend.requestTicket({ ...photoWithMd5, metadata: { assetId } }, testContext())
    await expect(withMd5).rejects.toMatchObject({ code: 'inspection-failed' })
    expect(calls).toEqual([])
  })

  it.each([
    [400, 'request-invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [500, 'server-error'],
  ])("reads the status %d, not the sample's message", async (status, code) => {
    const { backend } = setUp({ status, json: { error: 'Forbidden', errorDescription: 'permission denied' } })
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({
      code,
      status,
      serverText: 'permission denied',
    })
  })
})

describe('confirm', () => {
  it('makes the complete call, and returns the facts of the upload', async () => {
    const { backend, calls } = setUp({ status: 204 })
    expect(await backend.confirm(stored, testContext())).toEqual(file)
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({ method: 'POST', url: `${base}/api/inspect/v1/file/upload/complete` })
    expect(calls[0]?.json).toEqual({ id: 'file-1' })
  })

  it.each([
    { error: 'Forbidden', errorDescription: 'permission denied' },
    { data: { id: 'file-1' }, errorDescription: 'permission denied' },
  ])('recognises a refusal with a status of 200 (%j)', async (json) => {
    const { backend } = setUp({ json })
    const expected = { code: 'backend-failed', status: 200, serverText: 'permission denied' }
    await expect(backend.confirm(stored, testContext())).rejects.toMatchObject(expected)
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject(expected)
  })

  it('makes the complete call as the options say', async () => {
    const { backend, calls } = setUp(
      {},
      { url: `${base}/proxy/?tenant=7`, completePath: '/v2/done', completeBody: (id) => ({ fileID: id, done: true }) },
    )
    await backend.confirm(stored, testContext())
    expect(calls[0]).toMatchObject({
      url: `${base}/proxy/v2/done?tenant=7`,
      json: { fileID: 'file-1', done: true },
    })
  })

  it.each([
    [400, 'the hash of the file does not match', 'not-verified', { when: 'automatically', from: 'inspection' }],
    [409, 'no', 'not-verified', { when: 'automatically', from: 'inspection' }],
    [422, 'no', 'not-verified', { when: 'automatically', from: 'inspection' }],
    [400, 'id is required', 'request-invalid', { when: 'never', from: 'call' }],
    [403, 'permission denied', 'forbidden', { when: 'never', from: 'call' }],
    [404, 'file not found', 'not-found', { when: 'never', from: 'call' }],
    [500, 'checksum service is down', 'server-error', { when: 'automatically', from: 'call' }],
  ])('reads %d %j as %s', async (status, errorDescription, code, retry) => {
    const { backend } = setUp({ status, json: { error: 'Forbidden', errorDescription } })
    await expect(backend.confirm(stored, testContext())).rejects.toMatchObject({
      code,
      retry,
      serverText: errorDescription,
    })
  })
})

describe('reconcile', () => {
  it('requests a ticket again, where a known file means that it was completed, and a URL that it was not', async () => {
    const { backend, calls } = setUp(known)
    expect(await backend.reconcile?.(stored, testContext())).toEqual(file)
    expect(calls[0]?.url).toContain('/presigned')
    expect(await setUp(granting()).backend.reconcile?.(stored, testContext())).toBeNull()
  })

  it('does not guess', async () => {
    const reconciling = setUp({ status: 500 }).backend.reconcile?.(stored, testContext())
    await expect(reconciling).rejects.toMatchObject({ code: 'server-error' })
  })
})
