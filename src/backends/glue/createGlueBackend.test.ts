import { describe, expect, it } from 'vitest'
import type { StoredUpload, TicketRequest } from '../../contract/backend.js'
import { describeAdapter } from '../../../test/backends/adapter.suite.js'
import { createGlueBackend, type GlueBackendOptions, useGlueBackend } from '../glue.js'
import { scriptFetch, type ScriptedAnswer, variablesOf } from '../../../test/backends/scriptFetch.js'
import { testContext } from '../../../test/backends/testContext.js'
import { photo, photoWithMd5 as request } from '../../../test/backends/testUpload.js'

const endpoint = 'https://glue.example/graphql'
const url = 'https://storage.example/u/1?X-Amz-Signature=sentinel'
const granted = {
  __typename: 'UploadTicket',
  id: 'upl_1',
  url,
  headers: [
    { name: 'Content-Type', value: 'image/jpeg' },
    { name: 'x-amz-acl', value: 'private' },
  ],
  formData: null,
}
const known = { __typename: 'File', id: 'fil_1', name: 'as stored.jpg' }

const ticketAnswer = (uploadTicket: unknown) => ({ json: { data: { uploadTicket } } })
const granting = (more: object = {}) => ticketAnswer({ ...granted, ...more })
const confirmAnswer = (createFile: unknown = { id: 'fil_2', name: 'photo.jpg' }) => ({ json: { data: { createFile } } })
const refused = (message: string, code?: string) => ({
  json: { data: null, errors: [{ message, ...(code && { extensions: { code } }) }] },
})
const stored: StoredUpload = {
  request,
  reference: { uploadTicketID: 'upl_1' },
  receipt: { status: 200, etag: null },
}

function setUp(answer: ScriptedAnswer, options: Partial<GlueBackendOptions> = {}) {
  const { fetch, calls } = scriptFetch(answer)
  return { calls, backend: createGlueBackend({ endpoint, fetch, ...options }) }
}

/** Returns the input of the ticket call for a request. */
async function inputOf(more: Partial<TicketRequest>): Promise<unknown> {
  const { backend, calls } = setUp(granting())
  await backend.requestTicket({ ...request, ...more }, testContext())
  return variablesOf(calls)['input']
}

describeAdapter('glue', {
  create: (options) => createGlueBackend({ endpoint, ...options }),
  useBackend: (options) => useGlueBackend({ endpoint, ...options }),
  request,
  ticket: granting(),
  confirmed: confirmAnswer(),
  malformed: {
    'no data': { json: { data: null } },
    'no ticket': ticketAnswer(null),
    'no __typename': granting({ __typename: undefined }),
    'a __typename that nobody knows': granting({ __typename: 'UploadLink' }),
    'no URL': granting({ url: null }),
    'no id': granting({ id: undefined }),
    'headers in an object': granting({ headers: { 'Content-Type': 'image/jpeg' } }),
    'a header without a name': granting({ headers: [{ value: 'sentinel' }] }),
    'a header without a value': granting({ headers: [{ name: 'Content-Type', value: null }] }),
    'one header twice with two values': granting({
      headers: [
        { name: 'x-amz-acl', value: 'sentinel-1' },
        { name: 'X-Amz-Acl', value: 'sentinel-2' },
      ],
    }),
    'a form without the file': granting({ formData: [{ name: 'key', value: 'sentinel' }] }),
    'a form whose file is nearly named': granting({ formData: [{ name: 'file', value: '@File' }] }),
    'a form with a value that ends like the file': granting({ formData: [{ name: 'file', value: 'x@file' }] }),
    'a form with two files': granting({
      formData: [
        { name: 'file', value: '@file' },
        { name: 'file2', value: '@file' },
      ],
    }),
    'a form with a number': granting({ formData: [{ name: 'size', value: 1 }] }),
    'a ticket for other bytes': granting({ headers: [{ name: 'content-md5', value: 'sentinel' }] }),
    'a form for other bytes': granting({
      formData: [
        { name: 'Content-MD5', value: 'sentinel' },
        { name: 'file', value: '@file' },
      ],
    }),
    'a file without an id': ticketAnswer({ ...known, id: '' }),
    'a file without a name': ticketAnswer({ ...known, name: null }),
  },
  wrongOptions: [
    [{ endpoint: '' }, "'endpoint'"],
    [{ endpoint: undefined }, "'endpoint'"],
    [{ etagIsMd5: 1 }, "'etagIsMd5'"],
  ],
  mostBytes: 5 * 1024 ** 3 - 1,
})

describe('createGlueBackend', () => {
  it('declares what the contract requires', () => {
    expect(createGlueBackend({ endpoint })).toMatchObject({
      digest: 'md5',
      sharesFiles: true,
      confirmIsIdempotent: false,
      etagIsMd5: false,
    })
    expect(createGlueBackend({ endpoint, etagIsMd5: true }).etagIsMd5).toBe(true)
  })
})

describe('requestTicket', () => {
  it('queries the type of the answer, and sends the length as a text and the MD5 in base64', async () => {
    const { backend, calls } = setUp(granting())
    await backend.requestTicket(request, testContext())
    expect(calls).toHaveLength(1)
    expect(calls[0]).toMatchObject({ method: 'POST', url: endpoint })
    expect(calls[0]?.json).toEqual({
      query: `mutation UploadTicket($input: UploadTicketInput!) {
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
}`,
      variables: {
        input: {
          name: request.name,
          contentLength: '482910',
          contentMD5: 'nBGFpcXp/FRhKAiXfuj1SA==',
          contentType: 'image/jpeg',
          metadata: { width: 4032, height: 3024 },
        },
      },
    })
  })

  it('sends the dimensions of a video that its bytes tell', async () => {
    const { image: _, ...video } = request
    const { backend, calls } = setUp(granting())
    await backend.requestTicket({ ...video, video: { width: 1080, height: 1920, durationSeconds: 1.5 } }, testContext())
    expect(calls[0]?.json).toMatchObject({ variables: { input: { metadata: { width: 1080, height: 1920 } } } })
  })

  it("sends the dimensions of a video from the app's metadata if nothing else tells them", async () => {
    const { image: _, ...video } = request
    const { backend, calls } = setUp(granting())
    await backend.requestTicket({ ...video, metadata: { width: 1920, height: 1080, blurHash: 'L' } }, testContext())
    expect(calls[0]?.json).toMatchObject({ variables: { input: { metadata: { width: 1920, height: 1080 } } } })
  })

  it("prefers the dimensions of a picture to the app's metadata", async () => {
    expect(await inputOf({ metadata: { width: 1, height: 1 } })).toMatchObject({
      metadata: { width: 4032, height: 3024 },
    })
  })

  it.each([
    [{}],
    [{ width: 1920 }],
    [{ width: '1920', height: '1080' }],
    [{ width: 19.2, height: 10.8 }],
    [{ width: 0, height: 0 }],
    [{ width: 2 ** 31, height: 1 }],
  ])('leaves out dimensions that the input cannot represent (%j)', async (metadata) => {
    const { image: _, ...video } = request
    const { backend, calls } = setUp(granting())
    await backend.requestTicket({ ...video, metadata }, testContext())
    expect(variablesOf(calls)['input']).not.toHaveProperty('metadata')
  })

  it('makes no request without an MD5', async () => {
    const { backend, calls } = setUp(granting())
    await expect(backend.requestTicket(photo, testContext())).rejects.toMatchObject({ code: 'inspection-failed' })
    expect(calls).toEqual([])
  })

  it('returns an existing file under the name that it has in Glue', async () => {
    const { backend } = setUp(ticketAnswer(known))
    expect(await backend.requestTicket(request, testContext())).toEqual({
      kind: 'existing',
      file: { id: 'fil_1', name: 'as stored.jpg' },
    })
  })

  const put = {
    kind: 'put',
    url,
    headers: { 'Content-Type': 'image/jpeg', 'x-amz-acl': 'private' },
    reference: { uploadTicketID: 'upl_1' },
  }

  it.each([
    ['null', null],
    ['absent', undefined],
    ['empty', []],
  ])('sends a PUT with every returned header if the form is %s', async (_, formData) => {
    const { backend } = setUp(granting({ formData }))
    expect(await backend.requestTicket(request, testContext())).toEqual(put)
  })

  it('treats two spellings of a header as one', async () => {
    const headers = [...granted.headers, { name: 'content-type', value: 'image/jpeg' }]
    const { backend } = setUp(granting({ headers }))
    expect(await backend.requestTicket(request, testContext())).toEqual({
      ...put,
      headers: { 'content-type': 'image/jpeg', 'x-amz-acl': 'private' },
    })
  })

  it.each([null, undefined, []])('accepts a ticket without headers (%j)', async (headers) => {
    const { backend } = setUp(granting({ headers }))
    expect(await backend.requestTicket(request, testContext())).toEqual({ ...put, headers: {} })
  })

  it('posts a form with its fields in order, and the returned headers', async () => {
    const formData = [
      { name: 'upload', value: '@file' },
      { name: 'key', value: 'u/1' },
      { name: 'empty', value: '' },
      { name: 'Content-MD5', value: 'nBGFpcXp/FRhKAiXfuj1SA==' },
    ]
    const { backend } = setUp(granting({ formData }))
    expect(await backend.requestTicket(request, testContext())).toEqual({
      ...put,
      kind: 'post',
      fields: [
        ['upload', '@file'],
        ['key', 'u/1'],
        ['empty', ''],
        ['Content-MD5', 'nBGFpcXp/FRhKAiXfuj1SA=='],
      ],
    })
  })

  it.each([
    ['FILE_TOO_LARGE', 'too-large'],
    ['FORBIDDEN', 'forbidden'],
    ['NOT_FOUND', 'not-found'],
    ['UNAUTHENTICATED', 'unauthorized'],
    ['WHAT_ELSE', 'backend-failed'],
  ])("keeps Glue's own message for %s", async (extensionsCode, code) => {
    const { backend } = setUp(refused('Glue says no.', extensionsCode))
    await expect(backend.requestTicket(request, testContext())).rejects.toMatchObject({
      code,
      serverText: 'Glue says no.',
    })
  })
})

describe('confirm', () => {
  it('creates the file with the id of the ticket, and returns the id of the file', async () => {
    const { backend, calls } = setUp(confirmAnswer())
    expect(await backend.confirm(stored, testContext())).toEqual({ id: 'fil_2', name: 'photo.jpg' })
    expect(calls[0]?.json).toEqual({
      query: 'mutation CreateFile($input: CreateFileInput!) {\n  createFile(input: $input) {\n    id\n    name\n  }\n}',
      variables: { input: { uploadTicketID: 'upl_1' } },
    })
  })

  it.each([
    ['NOT_FOUND', 'not-verified', { when: 'automatically', from: 'inspection' }],
    ['FORBIDDEN', 'forbidden', { when: 'never', from: 'call' }],
    [undefined, 'backend-failed', { when: 'by-hand', from: 'call' }],
  ])('reads %s as %s', async (extensionsCode, code, retry) => {
    const { backend } = setUp(refused('No.', extensionsCode))
    await expect(backend.confirm(stored, testContext())).rejects.toMatchObject({ code, retry })
  })

  it.each([[null], [{}], [{ id: null, name: 'a' }], [{ id: 'fil_1' }]])(
    'does not accept %j as success',
    async (file) => {
      const { backend } = setUp(confirmAnswer(file))
      await expect(backend.confirm(stored, testContext())).rejects.toMatchObject({ code: 'answer-malformed' })
    },
  )
})

describe('reconcile', () => {
  it('requests a ticket with the same input, where a file means that it was registered', async () => {
    const { backend, calls } = setUp(ticketAnswer(known))
    expect(await backend.reconcile?.(stored, testContext())).toEqual({ id: 'fil_1', name: 'as stored.jpg' })
    expect(calls[0]?.json).toMatchObject({ variables: { input: await inputOf({}) } })
  })

  it('reports an unregistered file if it gets another ticket', async () => {
    expect(await setUp(granting()).backend.reconcile?.(stored, testContext())).toBeNull()
  })

  it('does not guess', async () => {
    const reconciling = setUp({ status: 500 }).backend.reconcile?.(stored, testContext())
    await expect(reconciling).rejects.toMatchObject({ code: 'server-error' })
  })
})

describe('get', () => {
  const node = {
    __typename: 'File',
    id: 'fil_1',
    name: 'photo.jpg',
    contentLength: '482910',
    contentType: 'image/jpeg',
    metadata: { width: 4032, height: 3024, blurHash: 'L00000fQfQfQ' },
    url: 'https://storage.example/d/1',
  }
  const answer = (more: object | null) => ({ json: { data: { node: more && { ...node, ...more } } } })

  it('reads a file as a node', async () => {
    const { backend, calls } = setUp(answer({}))
    expect(await backend.get?.('fil_1', testContext())).toEqual({
      id: 'fil_1',
      name: 'photo.jpg',
      type: 'image/jpeg',
      size: 482910,
      width: 4032,
      height: 3024,
      blurhash: 'L00000fQfQfQ',
      url: node.url,
    })
    expect(calls[0]?.json).toMatchObject({
      query: expect.stringContaining('  node(id: $id) {\n    __typename\n    ... on File {\n      id\n'),
      variables: { id: 'fil_1' },
    })
  })

  it.each([null, undefined, {}, { width: null, height: null, blurHash: null }])(
    'omits what Glue does not know (%j)',
    async (metadata) => {
      const { backend } = setUp(answer({ metadata }))
      const file = await backend.get?.('fil_1', testContext())
      for (const field of ['width', 'height', 'blurhash']) expect(file).not.toHaveProperty(field)
    },
  )

  it.each([null, { __typename: 'Message' }])('reports a missing file (%j)', async (more) => {
    const { backend } = setUp(answer(more))
    await expect(backend.get?.('fil_1', testContext())).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each([
    { __typename: undefined },
    { id: null },
    { url: '' },
    { contentLength: 482910 },
    { contentLength: '1 MB' },
    { metadata: 'none' },
    { metadata: { width: '1' } },
  ])('does not accept %j as a file', async (more) => {
    const { backend } = setUp(answer(more))
    await expect(backend.get?.('fil_1', testContext())).rejects.toMatchObject({ code: 'answer-malformed' })
  })
})
