import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  type ActiveStorageBackendOptions,
  createActiveStorageBackend,
  type HeadersAsk,
  useActiveStorageBackend,
} from '../active-storage.js'
import { describeAdapter } from '../../../test/backends/adapter.suite.js'
import { scriptFetch, type ScriptedAnswer } from '../../../test/backends/scriptFetch.js'
import { testContext } from '../../../test/backends/testContext.js'
import { photo, photoWithMd5 as request } from '../../../test/backends/testUpload.js'

const url = 'https://storage.example/u/1?X-Amz-Signature=sentinel'
const signedId = 'eyJfcmFpbHMi--sentinel'
const blob = {
  id: 7,
  key: 'xtapjjcjiudrlk3tmwyjgpuobabd',
  filename: 'photo.jpg',
  content_type: 'image/jpeg',
  metadata: {},
  service_name: 'amazon',
  byte_size: 482910,
  checksum: 'nBGFpcXp/FRhKAiXfuj1SA==',
  created_at: '2026-11-21T12:00:00.000Z',
  signed_id: signedId,
  direct_upload: {
    url,
    headers: {
      'Content-Type': 'image/jpeg',
      'Content-MD5': 'nBGFpcXp/FRhKAiXfuj1SA==',
      'Content-Disposition': null,
    },
  },
}
const granting = (more: object = {}) => ({ json: { ...blob, ...more } })

function setUp(answer: ScriptedAnswer, options: ActiveStorageBackendOptions = {}) {
  const { fetch, calls } = scriptFetch(answer)
  return { calls, backend: createActiveStorageBackend({ fetch, ...options }) }
}

const sentToken = (calls: ReturnType<typeof setUp>['calls']) => calls.map(({ headers }) => headers['x-csrf-token'])

describeAdapter('active-storage', {
  create: createActiveStorageBackend,
  useBackend: useActiveStorageBackend,
  request,
  ticket: granting(),
  hasSecretReference: true,
  malformed: {
    'no blob': { json: {} },
    'no direct upload': granting({ direct_upload: null }),
    'no URL': granting({ direct_upload: { headers: {} } }),
    'headers in a list': granting({ direct_upload: { url, headers: ['sentinel'] } }),
    'a header that is a number': granting({ direct_upload: { url, headers: { 'Content-Length': 7 } } }),
    'a ticket for other bytes': granting({ direct_upload: { url, headers: { 'Content-MD5': 'sentinel' } } }),
    'no signed id': granting({ signed_id: undefined }),
    'an empty signed id': granting({ signed_id: '' }),
    'no name': granting({ filename: null }),
  },
  wrongOptions: [
    [{ url: '' }, "'url'"],
    [{ url: 7 }, "'url'"],
    [{ csrfToken: 'abc' }, "'csrfToken'"],
    [{ etagIsMd5: null }, "'etagIsMd5'"],
  ],
  mostBytes: 5 * 1024 ** 3 - 1,
})

describe('createActiveStorageBackend', () => {
  it('declares what the contract requires, and that its reference is a capability', () => {
    expect(createActiveStorageBackend()).toMatchObject({
      digest: 'md5',
      sharesFiles: false,
      confirmIsIdempotent: true,
      referenceIsCapability: true,
      etagIsMd5: false,
    })
  })
})

describe('requestTicket', () => {
  it('describes the blob as Rails expects it', async () => {
    const { backend, calls } = setUp(granting())
    await backend.requestTicket(request, testContext())
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({
      method: 'POST',
      url: '/rails/active_storage/direct_uploads',
      headers: { 'x-requested-with': 'XMLHttpRequest', accept: 'application/json', 'content-type': 'application/json' },
    })
    expect(calls[0]?.json).toEqual({
      blob: {
        filename: request.name,
        byte_size: 482910,
        checksum: 'nBGFpcXp/FRhKAiXfuj1SA==',
        content_type: 'image/jpeg',
        metadata: request.metadata,
      },
    })
  })

  it('leaves out headers whose value is null', async () => {
    expect(await setUp(granting()).backend.requestTicket(request, testContext())).toEqual({
      kind: 'put',
      url,
      headers: { 'Content-Type': 'image/jpeg', 'Content-MD5': 'nBGFpcXp/FRhKAiXfuj1SA==' },
      reference: { signedId, filename: 'photo.jpg' },
    })
  })

  it.each([null, undefined, {}])('accepts a ticket without headers (%j)', async (headers) => {
    const { backend } = setUp(granting({ direct_upload: { url, headers } }))
    expect(await backend.requestTicket(request, testContext())).toMatchObject({ headers: {} })
  })

  it('makes no request without an MD5', async () => {
    const { backend, calls } = setUp(granting())
    await expect(backend.requestTicket(photo, testContext())).rejects.toMatchObject({ code: 'inspection-failed' })
    expect(calls).toEqual([])
  })

  it('lets the user retry after a stale CSRF token', async () => {
    const { backend } = setUp({ status: 422, json: { status: 422, error: 'Unprocessable Content' } })
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({
      code: 'unauthorized',
      retry: { when: 'by-hand', from: 'call' },
    })
  })

  it.each([
    [422, 'Unprocessable Entity'],
    [403, 'Forbidden'],
    [500, 'Internal Server Error'],
  ])('shows nobody the bare name of the status %i', async (status, error) => {
    const { backend } = setUp({ status, json: { status, error } })
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({ status, serverText: undefined })
  })

  it('passes on what a controller of the app says', async () => {
    const { backend } = setUp({ status: 403, json: { status: 403, error: 'Ask your teacher first.' } })
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({
      serverText: 'Ask your teacher first.',
    })
  })
})

describe('the CSRF token', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is read at each call', async () => {
    let token = 'one'
    const { backend, calls } = setUp(granting(), { csrfToken: () => token })
    await backend.requestTicket(request, testContext())
    token = 'two'
    await backend.requestTicket(request, testContext())
    expect(sentToken(calls)).toEqual(['one', 'two'])
  })

  it("is the page's own by default", async () => {
    const querySelector = vi.fn(() => ({ content: 'from the page' }))
    vi.stubGlobal('document', { querySelector })
    const { backend, calls } = setUp(granting())
    await backend.requestTicket(request, testContext())
    expect(sentToken(calls)).toEqual(['from the page'])
    expect(querySelector).toHaveBeenCalledWith('meta[name="csrf-token"]')
  })

  it.each([
    ['the app has none', {}, { csrfToken: () => undefined }],
    ['the page has none', { document: { querySelector: () => null } }, {}],
    ['there is no page', {}, {}],
  ])('is left out if %s', async (_, globals, options) => {
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
    const { backend, calls } = setUp(granting(), options)
    await backend.requestTicket(request, testContext())
    expect(sentToken(calls)).toEqual([undefined])
  })

  it.each([422, 401])('is asked for anew after a %i, and the call repeated once', async (status) => {
    const asks: boolean[] = []
    const csrfToken = async ({ refresh }: HeadersAsk) => {
      asks.push(refresh)
      return refresh ? 'fresh' : 'stale'
    }
    const { backend, calls } = setUp(({ headers }) => (headers['x-csrf-token'] === 'fresh' ? granting() : { status }), {
      csrfToken,
    })
    await expect(backend.requestTicket(request, testContext())).resolves.toMatchObject({ kind: 'put' })
    expect(sentToken(calls)).toEqual(['stale', 'fresh'])
    expect(asks).toEqual([false, true])
  })

  it('is renewed once for all calls that were refused together, and each fails if the new one is refused', async () => {
    let refreshes = 0
    const csrfToken = ({ refresh }: HeadersAsk) => `token ${refresh ? ++refreshes : refreshes}`
    const { backend, calls } = setUp({ status: 422 }, { csrfToken })
    const asked = [1, 2, 3].map(() => backend.requestTicket(request, testContext()))
    for (const call of asked) await expect(call).rejects.toMatchObject({ code: 'unauthorized', status: 422 })
    expect([refreshes, calls.length]).toEqual([1, 6])
  })

  it("is not renewed if it is the page's own", async () => {
    vi.stubGlobal('document', { querySelector: () => ({ content: 'stale' }) })
    const { backend, calls } = setUp({ status: 422 })
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({ code: 'unauthorized' })
    expect(calls).toHaveLength(1)
  })

  it("is not renewed by asking for the app's headers, which a 422 does not refuse", async () => {
    const headers = vi.fn(() => ({ Authorization: 'Bearer a' }))
    const { backend, calls } = setUp({ status: 422 }, { headers })
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({ code: 'unauthorized' })
    expect(calls).toHaveLength(1)
    expect(headers.mock.calls).toEqual([[{ refresh: false }]])
  })

  it('is sent with the headers of the app, one of which may replace it', async () => {
    const headers = { Authorization: 'Bearer a' }
    const { backend, calls } = setUp(granting(), { csrfToken: () => 'one', headers })
    await backend.requestTicket(request, testContext())
    Object.assign(headers, { 'X-CSRF-Token': 'own' })
    await backend.requestTicket(request, testContext())
    expect(sentToken(calls)).toEqual(['one', 'own'])
    expect(calls[0]?.headers).toMatchObject({ authorization: 'Bearer a' })
  })

  it('stops the call if it cannot be read, and the error names the option', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const csrfToken = () => Promise.reject(new Error('No page'))
    const { backend, calls } = setUp(granting(), { csrfToken })
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({
      code: 'app-failed',
      message: expect.stringContaining("'csrfToken'") as string,
    })
    expect(calls).toEqual([])
    expect(logged).toHaveBeenCalledOnce()
  })

  it('is removed from an error that quotes it', async () => {
    const { backend } = setUp(
      { status: 422, json: { error: 'No token sentinel-csrf' } },
      { csrfToken: () => 'sentinel-csrf' },
    )
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({
      serverText: 'No token [secret]',
    })
  })
})

it('returns the signed id without a call', async () => {
  const { backend, calls } = setUp({ status: 500 })
  const stored = { request, reference: { signedId, filename: 'photo.jpg' }, receipt: { status: 200, etag: null } }
  expect(await backend.confirm(stored, testContext())).toEqual({
    id: signedId,
    signedId,
    name: 'photo.jpg',
    type: 'image/jpeg',
    size: 482910,
  })
  expect(calls).toEqual([])
})
