import { describe, expect, it } from 'vitest'
import { testContext } from '../../../test/backends/testContext.js'
import type { ReceivedCall } from '../../../test/backends/testServer.js'
import { setUpRest } from '../../../test/backends/restServer.js'

const md5 = { algorithm: 'md5', hex: 'd41d8cd98f00b204e9800998ecf8427e', base64: '1B2M2Y8AsgTpgAmY7PhCfg==' } as const
const url = 'https://storage.example/u/1?partNumber=1&uploadId=0'

describe('signParts', () => {
  it('requests the parts by number, size and digest, and returns them in the same order', async () => {
    const json = { parts: [{ url, headers: { 'Content-MD5': md5.base64 }, expiresInSeconds: 900 }, { url }] }
    const { backend, server } = await setUpRest({ json })
    const parts = [
      { number: 1, size: 5, digest: md5 },
      { number: 2, size: 3 },
    ]
    expect(await backend.multipart.signParts('u/1', parts, testContext())).toEqual(json.parts)
    expect(server.calls).toMatchObject([{ method: 'POST', path: '/api/uploads/multipart/sign' }])
    expect(JSON.parse(server.calls[0]?.text ?? '')).toEqual({
      reference: 'u/1',
      parts: [
        { number: 1, size: 5, digest: { algorithm: 'md5', base64: md5.base64 } },
        { number: 2, size: 3 },
      ],
    })
  })

  it.each([
    ['too few', { parts: [] }, '0 members at parts; 1 were requested'],
    ['no url', { parts: [{}] }, 'nothing at parts[0].url'],
    ['no list', {}, 'nothing at parts'],
  ])('refuses an answer with %s', async (_, json, message) => {
    const { backend } = await setUpRest({ json })
    await expect(backend.multipart.signParts('u/1', [{ number: 1, size: 5 }], testContext())).rejects.toMatchObject({
      code: 'answer-malformed',
      message: expect.stringContaining(message),
    })
  })
})

describe('listParts', () => {
  it.each([
    { kind: 'open', parts: [{ number: 1, size: 5, etag: 'e1' }] },
    { kind: 'completed', receipt: { status: 200, etag: 'e-2' } },
    { kind: 'gone' },
  ])('understands %j', async (json) => {
    const { backend, server } = await setUpRest({ json })
    expect(await backend.multipart.listParts({ key: 1 }, testContext())).toEqual(json)
    expect(server.calls.map(({ path, text }) => [path, text])).toEqual([
      ['/api/uploads/multipart/list', '{"reference":{"key":1}}'],
    ])
  })

  it('rejects an unknown kind', async () => {
    const { backend } = await setUpRest({ json: { kind: 'maybe' } })
    await expect(backend.multipart.listParts('u/1', testContext())).rejects.toMatchObject({ code: 'answer-malformed' })
  })
})

describe('complete and abort', () => {
  it('join the parts, with null for a hidden ETag, and release them', async () => {
    const { backend, server } = await setUpRest(({ path }: ReceivedCall) =>
      path.endsWith('/complete') ? { json: { receipt: { status: 200, etag: 'e-2' } } } : { status: 204 },
    )
    const parts = [
      { number: 1, etag: 'e1' },
      { number: 2, etag: null },
    ]
    expect(await backend.multipart.complete('u/1', parts, testContext())).toEqual({ status: 200, etag: 'e-2' })
    expect(await backend.multipart.abort('u/1', testContext())).toBeUndefined()
    expect(server.calls.map(({ path, text }) => [path, JSON.parse(text)])).toEqual([
      ['/api/uploads/multipart/complete', { reference: 'u/1', parts }],
      ['/api/uploads/multipart/abort', { reference: 'u/1' }],
    ])
  })
})
