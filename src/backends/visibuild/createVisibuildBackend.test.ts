import { describe, expect, it } from 'vitest'
import { describeAdapter } from '../../../test/backends/adapter.suite.js'
import { scriptFetch, type ScriptedAnswer } from '../../../test/backends/scriptFetch.js'
import { testContext } from '../../../test/backends/testContext.js'
import { photo, photoWithMd5 as request } from '../../../test/backends/testUpload.js'
import { createVisibuildBackend, type VisibuildBackendOptions, useVisibuildBackend } from '../visibuild.js'

const url = 'https://storage.example/u/1?X-Amz-Signature=sentinel'
const headers = { 'Content-Type': 'image/jpeg', 'Content-MD5': 'nBGFpcXp/FRhKAiXfuj1SA==', 'x-amz-acl': 'private' }
const upload = { key: 'attachment/abc123/photo.jpg', filename: 'photo.jpg', url, headers }
const granting = (more: object = {}) => ({ json: { data: { upload: { ...upload, ...more } } } })

function setUp(answer: ScriptedAnswer, options: VisibuildBackendOptions = {}) {
  const { fetch, calls } = scriptFetch(answer)
  return { calls, backend: createVisibuildBackend({ fetch, ...options }) }
}

describeAdapter('visibuild', {
  create: createVisibuildBackend,
  useBackend: useVisibuildBackend,
  request,
  ticket: granting(),
  malformed: {
    'no data': { json: { data: null } },
    'no upload': { json: { data: {} } },
    'no URL': granting({ url: undefined }),
    'an empty URL': granting({ url: '' }),
    'no key': granting({ key: null }),
    'headers in a list': granting({ headers: ['sentinel'] }),
    'a header that is no text': granting({ headers: { 'Content-MD5': 7 } }),
    'a ticket for other bytes': granting({ headers: { 'content-md5': 'sentinel' } }),
    'a name that is no text': granting({ filename: 7 }),
  },
  wrongOptions: [
    [{ url: 7 }, "'url'"],
    [{ etagIsMd5: 'no' }, "'etagIsMd5'"],
  ],
  mostBytes: 5 * 1024 ** 3 - 1,
})

describe('createVisibuildBackend', () => {
  it('declares what the contract requires, and shares no files because a key serves one record', () => {
    expect(createVisibuildBackend()).toMatchObject({
      digest: 'md5',
      sharesFiles: false,
      confirmIsIdempotent: true,
      etagIsMd5: false,
    })
  })

  it.each([
    [undefined, 'https://app.visibuild.com.au/api/core/v1/attachments'],
    ['https://v.example/', 'https://v.example/api/core/v1/attachments'],
    ['https://v.example/proxy?company=7', 'https://v.example/proxy/api/core/v1/attachments?company=7'],
    ['', '/api/core/v1/attachments'],
  ])('makes its calls below %j', async (base, called) => {
    const { backend, calls } = setUp(granting(), base === undefined ? {} : { url: base })
    await backend.requestTicket(request, testContext())
    expect(calls.map(({ url: one }) => one)).toEqual([called])
  })
})

describe('requestTicket', () => {
  it('sends the name, the type, the size and the MD5, and nothing else', async () => {
    const { backend, calls } = setUp(granting())
    await backend.requestTicket(request, testContext())
    expect(calls[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } })
    expect(calls[0]?.json).toEqual({
      filename: request.name,
      contentType: 'image/jpeg',
      fileSize: 482910,
      checksum: 'nBGFpcXp/FRhKAiXfuj1SA==',
    })
  })

  it('sends the bytes with every returned header', async () => {
    const { backend } = setUp(granting())
    expect(await backend.requestTicket(request, testContext())).toEqual({
      kind: 'put',
      url,
      headers,
      reference: { key: upload.key, filename: 'photo.jpg' },
    })
  })

  it('keeps the name of the file if none is returned', async () => {
    const { backend } = setUp(granting({ filename: undefined }))
    expect(await backend.requestTicket(request, testContext())).toMatchObject({
      reference: { filename: request.name },
    })
  })

  it('makes no request without an MD5', async () => {
    const { backend, calls } = setUp(granting())
    await expect(backend.requestTicket(photo, testContext())).rejects.toMatchObject({ code: 'inspection-failed' })
    expect(calls).toEqual([])
  })
})

it('returns the key without a call, and claims nothing about the content', async () => {
  const { backend, calls } = setUp({ status: 500 })
  const reference = { key: upload.key, filename: 'photo.jpg' }
  const file = await backend.confirm({ request, reference, receipt: { status: 200, etag: null } }, testContext())
  expect(file).toEqual({
    id: upload.key,
    key: upload.key,
    name: 'photo.jpg',
    type: 'image/jpeg',
    size: 482910,
  })
  expect(calls).toEqual([])
})

it('requests one new ticket after any 403, and leaves the rest to the core', () => {
  const backend = createVisibuildBackend()
  for (const refusal of [{ status: 403 }, { status: 403, code: 'AccessDenied', message: 'Request has expired' }]) {
    expect(backend.readRefusal?.(refusal, request)).toEqual({
      code: 'storage-refused',
      retry: { when: 'automatically', from: 'ticket' },
    })
  }
  expect(backend.readRefusal?.({ status: 400, code: 'BadDigest' }, request)).toBeUndefined()
})
