import { describe, expect, it } from 'vitest'
import type { Failed } from '../../contract/backend.js'
import { testContext } from '../../../test/backends/testContext.js'
import { storedEmpty, storedPhoto } from '../../../test/backends/testUpload.js'
import { setUpRest } from '../../../test/backends/restServer.js'

const file = { id: 'fil_1', name: 'a.jpg', url: 'https://storage.example/a?sentinel', urlExpiresInSeconds: 300 }
const confirmed = { kind: 'confirmed', file }

describe('confirm', () => {
  it('sends request, reference and receipt, byte for byte', async () => {
    const { server, backend } = await setUpRest({ json: { files: [confirmed] } })
    expect(await backend.confirm(storedPhoto, testContext())).toEqual(file)
    expect(server.calls[0]).toMatchObject({
      method: 'POST',
      path: '/api/uploads/files',
      headers: { 'idempotency-key': 'key-1' },
      text:
        '{"uploads":[{"request":{"id":"upload-1","name":"صورة 📷 \\"1\\".jpg","size":482910,"type":"image/jpeg",' +
        '"sniffedType":"image/png","digest":{"algorithm":"sha-256","base64":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},' +
        '"image":{"width":4032,"height":3024,"blurhash":"LEHV6nWB2yk8"},' +
        '"metadata":{"alt":"The harbour","tags":["a",null,1]},"idempotencyKey":"key-1"},' +
        '"reference":{"key":"u/1"},"receipt":{"status":200,"etag":"9c11"}}]}',
    })
  })

  it('sends null for a missing receipt and for a hidden ETag', async () => {
    const { server, backend } = await setUpRest({ json: { files: [confirmed] } })
    await backend.confirm(storedEmpty, testContext())
    await backend.confirm({ ...storedEmpty, receipt: { status: 204, etag: null } }, testContext())
    expect(server.calls[0]?.text).toContain('"reference":"u/2","receipt":null}')
    expect(server.calls[1]?.text).toContain('"receipt":{"status":204,"etag":null}}')
  })

  it("throws the server's complaint about the object", async () => {
    const error = { status: 409, code: 'not-verified', message: 'Nothing is stored there.' }
    const { backend } = await setUpRest({ json: { files: [{ kind: 'failed', error }] } })
    await expect(backend.confirm(storedPhoto, testContext())).rejects.toMatchObject({
      code: 'not-verified',
      retry: { when: 'automatically', from: 'inspection' },
    })
  })

  it.each([
    ['no files', {}],
    ['none', { files: [] }],
    ['two', { files: [confirmed, confirmed] }],
    ['a bare file', { files: [file] }],
    ['no file', { files: [{ kind: 'confirmed', file: null }] }],
    ['a file without an id', { files: [{ kind: 'confirmed', file: { ...file, id: '' } }] }],
    ['the answer to another call', { tickets: [] }],
  ])('does not treat an answer with %s as success', async (_, json) => {
    const { backend } = await setUpRest({ json })
    const error: unknown = await backend.confirm(storedPhoto, testContext()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'answer-malformed' })
    expect(JSON.stringify([error, String(error)])).not.toContain('sentinel')
  })
})

describe('confirmMany', () => {
  it('registers the files that it can', async () => {
    const failed = { kind: 'failed', error: { status: 500, message: 'Try again.' } }
    const { server, backend } = await setUpRest({ json: { files: [failed, confirmed, {}] } })
    const context = testContext({ idempotencyKeys: ['a', 'b', 'c'] })
    const answers = await backend.confirmMany([storedEmpty, storedPhoto, storedEmpty], context)
    expect(server.calls).toHaveLength(1)
    expect(answers.map(({ kind }) => kind)).toEqual(['failed', 'confirmed', 'failed'])
    expect(answers[1]).toEqual(confirmed)
    expect((answers[0] as Failed).error).toMatchObject({ code: 'server-error', serverText: 'Try again.' })
    expect((answers[2] as Failed).error).toMatchObject({ code: 'answer-malformed' })
  })
})

describe('list', () => {
  it('requests a page, and the next one with its cursor', async () => {
    const { server, backend } = await setUpRest({ json: { files: [file, { id: 'fil_2' }], nextCursor: 'a&b=c' } })
    const page = await backend.list({ cursor: null, limit: 24 }, testContext())
    expect(page).toEqual({ files: [file, { id: 'fil_2' }], nextCursor: 'a&b=c' })
    await backend.list({ cursor: page.nextCursor, limit: 24 }, testContext())
    expect(server.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/uploads/files?limit=24',
      'GET /api/uploads/files?limit=24&cursor=a%26b%3Dc',
    ])
    expect(server.calls[0]?.headers).not.toHaveProperty('idempotency-key')
  })

  it('asks for the files of its profile alone', async () => {
    const { server, backend } = await setUpRest({ json: { files: [], nextCursor: null } }, { profile: 'my photos' })
    await backend.list({ cursor: 'c', limit: 24 }, testContext())
    expect(server.calls[0]?.path).toBe('/api/uploads/files?limit=24&cursor=c&profile=my+photos')
  })

  it.each([[null], [undefined], ['']])('treats a next cursor of %j as the end', async (nextCursor) => {
    const { backend } = await setUpRest({ json: { files: [], nextCursor } })
    expect(await backend.list({ cursor: null, limit: 1 }, testContext())).toEqual({ files: [], nextCursor: null })
  })

  it.each([[{}], [[]], [{ files: [{}] }], [{ files: [], nextCursor: 3 }]])('refuses %j', async (json) => {
    const { backend } = await setUpRest({ json })
    await expect(backend.list({ cursor: null, limit: 1 }, testContext())).rejects.toMatchObject({
      code: 'answer-malformed',
    })
  })
})

describe('get', () => {
  it('requests one file, with any characters in its id', async () => {
    const { server, backend } = await setUpRest({ json: { file } })
    expect(await backend.get('a/b ?é', testContext())).toEqual(file)
    expect(server.calls[0]).toMatchObject({ method: 'GET', path: '/api/uploads/files/a%2Fb%20%3F%C3%A9' })
  })

  it('sorts previews by their width, and keeps what else the server says about them', async () => {
    const [small, large] = [320, 1280].map((width) => ({ url: `/p/${width}`, width, type: 'image/webp' }))
    const { backend } = await setUpRest({ json: { file: { ...file, previews: [large, small] } } })
    expect(await backend.get('a', testContext())).toEqual({ ...file, previews: [small, large] })
  })

  it.each(['processing', 'ready', 'rejected'] as const)('reads that a file is %s', async (state) => {
    const said = { ...file, state, stateText: 'Own words.' }
    const { backend } = await setUpRest({ json: { file: said } })
    expect(await backend.get('a', testContext())).toEqual(said)
  })

  it('leaves out previews, state and its text if they are null', async () => {
    const { backend } = await setUpRest({ json: { file: { ...file, previews: null, state: null, stateText: null } } })
    expect(await backend.get('a', testContext())).toEqual(file)
  })

  it.each([
    [{ previews: {} }, 'an object at file.previews'],
    [{ previews: [null] }, 'null at file.previews[0]'],
    [{ previews: [{ url: '/p', width: 1 }, { width: 2 }] }, 'nothing at file.previews[1].url'],
    [{ previews: [{ url: '/p', width: '320' }] }, 'a string at file.previews[0].width'],
    [{ state: 'quarantined' }, 'a string at file.state'],
    [{ state: true }, 'a boolean at file.state'],
    [{ stateText: {} }, 'an object at file.stateText'],
  ])('refuses %j', async (fields, message) => {
    const { backend } = await setUpRest({ json: { file: { ...file, ...fields } } })
    await expect(backend.get('a', testContext())).rejects.toMatchObject({
      code: 'answer-malformed',
      message: expect.stringContaining(message),
    })
  })

  it.each([[{}], [file], [{ file: [] }]])('refuses %j', async (json) => {
    const { backend } = await setUpRest({ json })
    await expect(backend.get('a', testContext())).rejects.toMatchObject({ code: 'answer-malformed' })
  })
})
