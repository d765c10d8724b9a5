import { describe, expect, it } from 'vitest'
import type { Failed } from '../../contract/backend.js'
import { testContext } from '../../../test/backends/testContext.js'
import { empty, photo } from '../../../test/backends/testUpload.js'
import { setUpRest } from '../../../test/backends/restServer.js'

const url = 'https://storage.example/b?X-Amz-Signature=sentinel'
const put = { kind: 'put', url, reference: 'u/1' }
const answering = (...tickets: readonly unknown[]) => ({ json: { tickets } })
const isMalformed = (message: string) => ({ code: 'answer-malformed', message: expect.stringContaining(message) })

describe('requestTicket', () => {
  it('sends the known facts of the file, byte for byte', async () => {
    const { server, backend } = await setUpRest(answering(put))
    await backend.requestTicket(photo, testContext())
    expect(server.calls).toHaveLength(1)
    expect(server.calls[0]).toMatchObject({
      method: 'POST',
      path: '/api/uploads/tickets',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'idempotency-key': 'key-1' },
      text:
        '{"files":[{"id":"upload-1","name":"صورة 📷 \\"1\\".jpg","size":482910,"type":"image/jpeg",' +
        '"sniffedType":"image/png","digest":{"algorithm":"sha-256","base64":"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="},' +
        '"image":{"width":4032,"height":3024,"blurhash":"LEHV6nWB2yk8"},' +
        '"metadata":{"alt":"The harbour","tags":["a",null,1]},"idempotencyKey":"key-1"}]}',
    })
  })

  it('leaves out unknown facts', async () => {
    const { server, backend } = await setUpRest(answering(put))
    await backend.requestTicket(empty, testContext())
    expect(server.calls[0]?.text).toBe(
      '{"files":[{"id":"upload-2","name":"a","size":0,"type":"text/plain","metadata":{},"idempotencyKey":"key-1"}]}',
    )
  })

  it('sends the facts of a video', async () => {
    const video = { width: 1920, height: 1080, durationSeconds: 12.5, blurhash: 'LGF5' }
    const { server, backend } = await setUpRest(answering(put))
    await backend.requestTicket({ ...empty, video }, testContext())
    expect(server.calls[0]?.text).toContain(
      '"video":{"width":1920,"height":1080,"durationSeconds":12.5,"blurhash":"LGF5"},"metadata":{}',
    )
  })

  it('names the profile once for all files of a call', async () => {
    const { server, backend } = await setUpRest(answering(put, put), { profile: 'photos' })
    await backend.requestTickets([photo, empty], testContext())
    expect(JSON.parse(server.calls[0]?.text ?? '')).toMatchObject({ profile: 'photos', files: [{}, {}] })
    expect(server.calls[0]?.text.match(/photos/g)).toHaveLength(1)
  })

  it('returns a PUT ticket with its terms', async () => {
    const headers = { 'Content-Type': 'image/jpeg', 'x-amz-acl': 'private' }
    const { backend } = await setUpRest(
      answering({ ...put, headers, expiresInSeconds: 900, singleUse: true, unknown: 'ignored' }),
    )
    expect(await backend.requestTicket(photo, testContext())).toEqual({
      ...put,
      headers,
      expiresInSeconds: 900,
      singleUse: true,
    })
  })

  it('treats null terms as absent', async () => {
    const { backend } = await setUpRest(answering({ ...put, headers: null, expiresInSeconds: null, singleUse: null }))
    expect(await backend.requestTicket(photo, testContext())).toEqual(put)
  })

  it('returns a POST ticket with its fields in order', async () => {
    const post = {
      kind: 'post',
      url,
      fields: [
        ['key', 'u/1'],
        ['file', '@file'],
      ],
      reference: { id: 1 },
      expiresInSeconds: 0,
    }
    const { backend } = await setUpRest(answering(post))
    expect(await backend.requestTicket(photo, testContext())).toEqual(post)
  })

  it('returns an existing file with its additional fields and without null fields', async () => {
    const file = { id: 'fil_1', name: 'a.jpg', url: null, size: 0, width: null, metadata: { a: 1 }, folder: { id: 7 } }
    const { backend } = await setUpRest(answering({ kind: 'existing', file }))
    expect(await backend.requestTicket(photo, testContext())).toEqual({
      kind: 'existing',
      file: { id: 'fil_1', name: 'a.jpg', size: 0, metadata: { a: 1 }, folder: { id: 7 } },
    })
  })

  it('returns the reference of bytes that storage already has', async () => {
    const { backend } = await setUpRest(answering({ kind: 'stored', reference: 0 }))
    expect(await backend.requestTicket(photo, testContext())).toEqual({ kind: 'stored', reference: 0 })
  })

  it("throws the server's error for the file", async () => {
    const error = { status: 413, code: 'too-large', message: 'One MB at the most.' }
    const { backend } = await setUpRest(answering({ kind: 'failed', error }))
    await expect(backend.requestTicket(photo, testContext())).rejects.toMatchObject({
      code: 'too-large',
      status: 413,
      serverText: 'One MB at the most.',
      retry: { when: 'never' },
    })
  })

  it('reads the status if the code is unknown', async () => {
    const error = { status: 429, code: 'SLOW_DOWN', message: 'Later.', retryAfterSeconds: 3 }
    const { backend } = await setUpRest(answering({ kind: 'failed', error }))
    await expect(backend.requestTicket(photo, testContext())).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterSeconds: 3,
    })
  })

  it('reads the code if the whole call fails', async () => {
    const { backend } = await setUpRest({
      status: 409,
      json: { error: { status: 409, code: 'already-used', message: 'Taken.' } },
    })
    await expect(backend.requestTicket(photo, testContext())).rejects.toMatchObject({
      code: 'already-used',
      status: 409,
      serverText: 'Taken.',
    })
  })

  it.each([
    ['no object', [], 'a list at the top'],
    ['null', null, 'null at the top'],
    ['no tickets', {}, 'nothing at tickets'],
    ['no list', { tickets: {} }, 'an object at tickets'],
    ['none', { tickets: [] }, '0 members at tickets; 1 were requested'],
    ['too many', { tickets: [put, put] }, '2 members at tickets; 1 were requested'],
    ['a member that is null', { tickets: [null] }, 'null at tickets[0]'],
    ['a kind that nobody knows', { tickets: [{ ...put, kind: 'patch' }] }, 'a string at tickets[0].kind'],
    ['no size of parts', { tickets: [{ kind: 'multipart', reference: 1 }] }, 'nothing at tickets[0].partSizeBytes'],
    [
      'a digest that nobody knows',
      { tickets: [{ kind: 'multipart', partSizeBytes: 5, reference: 1, partDigest: 'crc32' }] },
      'a string at tickets[0].partDigest',
    ],
    ['no kind', { tickets: [{ url, reference: 1 }] }, 'nothing at tickets[0].kind'],
    ['no url', { tickets: [{ ...put, url: undefined }] }, 'nothing at tickets[0].url'],
    ['an empty url', { tickets: [{ ...put, url: '' }] }, 'an empty text at tickets[0].url'],
    ['a url that is no text', { tickets: [{ ...put, url: { href: url } }] }, 'an object at tickets[0].url'],
    ['no reference', { tickets: [{ kind: 'put', url }] }, 'nothing at tickets[0].reference'],
    ['a null reference', { tickets: [{ kind: 'stored', reference: null }] }, 'null at tickets[0].reference'],
    ['headers in a list', { tickets: [{ ...put, headers: [] }] }, 'a list at tickets[0].headers'],
    ['a header that is a number', { tickets: [{ ...put, headers: { a: 1 } }] }, 'a number at tickets[0].headers'],
    [
      'a time of its own',
      { tickets: [{ ...put, expiresInSeconds: '900' }] },
      'a string at tickets[0].expiresInSeconds',
    ],
    ['a time before now', { tickets: [{ ...put, expiresInSeconds: -1 }] }, 'at tickets[0].expiresInSeconds'],
    ['singleUse as a text', { tickets: [{ ...put, singleUse: 'yes' }] }, 'a string at tickets[0].singleUse'],
    ['a form without fields', { tickets: [{ ...put, kind: 'post' }] }, 'nothing at tickets[0].fields'],
    [
      'fields in an object',
      { tickets: [{ ...put, kind: 'post', fields: { a: 'b' } }] },
      'an object at tickets[0].fields',
    ],
    ['a field of three', { tickets: [{ ...put, kind: 'post', fields: [['a', 'b', 'c']] }] }, 'tickets[0].fields[0]'],
    ['a field that is a number', { tickets: [{ ...put, kind: 'post', fields: [['a', 1]] }] }, 'tickets[0].fields[0]'],
    ['no file', { tickets: [{ kind: 'existing' }] }, 'nothing at tickets[0].file'],
    ['a file without an id', { tickets: [{ kind: 'existing', file: { url } }] }, 'nothing at tickets[0].file.id'],
    [
      'a file whose id is a number',
      { tickets: [{ kind: 'existing', file: { id: 1 } }] },
      'a number at tickets[0].file.id',
    ],
    [
      'a size in words',
      { tickets: [{ kind: 'existing', file: { id: 'a', size: '1' } }] },
      'a string at tickets[0].file.size',
    ],
    [
      'metadata in a list',
      { tickets: [{ kind: 'existing', file: { id: 'a', metadata: [] } }] },
      'tickets[0].file.metadata',
    ],
    ['a failure without an error', { tickets: [{ kind: 'failed' }] }, 'nothing at tickets[0].error'],
    [
      'a failure without a status',
      { tickets: [{ kind: 'failed', error: { message: 'x' } }] },
      'tickets[0].error.status',
    ],
  ])('rejects an answer with %s, and quotes nothing of it', async (_, json, message) => {
    const { backend } = await setUpRest({ json })
    const error: unknown = await backend.requestTicket(photo, testContext()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject(isMalformed(message))
    expect(JSON.stringify([error, String(error)])).not.toMatch(/sentinel|storage\.example/)
  })

  it('rejects a sign-in page with a status of 200', async () => {
    const { backend } = await setUpRest({ text: '<!doctype html><title>sentinel</title>' })
    await expect(backend.requestTicket(photo, testContext())).rejects.toMatchObject(
      isMalformed('a page, not with JSON'),
    )
  })
})

describe('requestTickets', () => {
  const context = testContext({ idempotencyKey: 'call-1', idempotencyKeys: ['key-a', 'key-b'] })

  it('requests all tickets in one call, each with its own key', async () => {
    const { server, backend } = await setUpRest(answering(put, { ...put, reference: 'u/2' }))
    const answers = await backend.requestTickets([photo, empty], context)
    expect(answers).toEqual([put, { ...put, reference: 'u/2' }])
    expect(server.calls).toHaveLength(1)
    expect(server.calls[0]?.headers['idempotency-key']).toBe('call-1')
    const { files } = JSON.parse(server.calls[0]?.text ?? '') as { files: { id: string; idempotencyKey: string }[] }
    expect(files.map(({ id, idempotencyKey }) => [id, idempotencyKey])).toEqual([
      ['upload-1', 'key-a'],
      ['upload-2', 'key-b'],
    ])
  })

  it('fails one file alone, whether the server refuses it or its answer is malformed', async () => {
    const failed = { kind: 'failed', error: { status: 403, message: 'Not here.' } }
    const { backend } = await setUpRest(answering(failed, put, { kind: 'patch', url }))
    const answers = await backend.requestTickets([photo, empty, { ...empty, id: 'c' }], testContext())
    expect(answers.map(({ kind }) => kind)).toEqual(['failed', 'put', 'failed'])
    expect((answers[0] as Failed).error).toMatchObject({ code: 'forbidden', serverText: 'Not here.' })
    expect((answers[2] as Failed).error).toMatchObject(isMalformed('tickets[2].kind'))
  })

  it.each([1, 3])('rejects %d answers to two requests, because they cannot be assigned', async (count) => {
    const { backend } = await setUpRest(answering(...Array.from({ length: count }, () => put)))
    await expect(backend.requestTickets([photo, empty], testContext())).rejects.toMatchObject(
      isMalformed(`${count} members at tickets; 2 were requested`),
    )
  })
})

describe('abandon', () => {
  it('sends the reference, even in a closing page', async () => {
    const made: RequestInit[] = []
    const { server, backend } = await setUpRest(
      { status: 204 },
      { fetch: (input, init = {}) => (made.push(init), fetch(input, init)) },
    )
    await backend.abandon({ key: 'u/1' }, testContext({ keepalive: true }))
    expect(server.calls[0]).toMatchObject({
      method: 'POST',
      path: '/api/uploads/tickets/abandon',
      text: '{"reference":{"key":"u/1"}}',
      headers: { 'idempotency-key': 'key-1' },
    })
    expect(made[0]?.keepalive).toBe(true)
  })
})
