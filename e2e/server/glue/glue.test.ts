import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createGlueBackend, type GlueFile } from '../../../src/backends/glue.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { askFor, askGraphql, createContext, describeFile, send, storedUnder } from '../flow/byHand.ts'
import { makePhoto, makeText, renamed } from '../flow/files.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack()
})

afterEach(() => {
  stack.server.log.clear()
  stack.server.faults.clear()
})

afterAll(() => stack.stop())

const endpointOf = (sendWith: string): string => `${stack.url}/api/glue/graphql?sendWith=${sendWith}`
const callsOf = (call: string): number => stack.server.log.calls.filter((one) => one.call === call).length
const registered = () => stack.server.records.files().at(-1)

const sendMessage = `mutation SendMessage($input: MessageInput!) {
  sendMessage(input: $input) {
    id
    text
    attachments { ... on File { id name url fileType contentType } }
  }
}`

describe.each(['put', 'post'])('Glue, with %s', (sendWith) => {
  let backend: UploadBackend<GlueFile>

  beforeAll(() => {
    backend = createGlueBackend({ endpoint: endpointOf(sendWith) })
  })

  it('returns an id that a message accepts as an attachment', async () => {
    const { done } = await startFlow(backend).upload([makeText('note.txt')])
    const attachments = done.map(({ stored }) => stored.id)
    const { body } = await askGraphql(endpointOf(sendWith), sendMessage, { input: { text: 'Here', attachments } })
    expect(body).toMatchObject({
      data: { sendMessage: { attachments: [{ id: attachments[0], name: 'note.txt', contentType: 'text/plain' }] } },
    })
  })

  it('returns a file as a node', async () => {
    const { done } = await startFlow(backend).upload([await makePhoto('harbour.png')])
    const id = done[0]?.stored.id ?? ''
    const file = await backend.get?.(id, createContext())
    expect(file).toMatchObject({ id, name: expect.stringMatching(/\.png$/), type: 'image/png', width: 40, height: 20 })
    expect((await (await fetch(file?.url ?? '')).bytes()).length).toBe(file?.size)
    await expect(backend.get?.('fil_none', createContext())).rejects.toMatchObject({ code: 'not-found' })
  })

  it('reports the width and height of a picture', async () => {
    await startFlow(backend).upload([await makePhoto()])
    expect(registered()?.image).toEqual({ width: 40, height: 20 })
  })

  it('reports those of a video if the app knows them', async () => {
    const video = renamed(makeText(), 'clip.mp4', 'video/mp4')
    await startFlow(backend).upload([video], { width: 1920, height: 1080 })
    expect(registered()?.image).toEqual({ width: 1920, height: 1080 })
  })

  it('reports the name under which the bytes are stored', async () => {
    const photo = await makePhoto('first.png')
    await startFlow(backend).upload([photo])
    const { upload, sent } = startFlow(backend)
    const { done } = await upload([renamed(photo, 'second.png')])
    expect(done).toMatchObject([{ name: 'second.png', outcome: 'existing', stored: { name: 'first.png' } }])
    expect([sent.length, callsOf('confirm')]).toEqual([0, 1])
  })

  it("creates a ticket's file once", async () => {
    const file = makeText()
    const request = await describeFile(backend, file)
    const ticket = await askFor(backend, request)
    await send(ticket, file)
    const confirm = () => backend.confirm(storedUnder(request, ticket, null), createContext())
    const created = await confirm()
    await expect(confirm()).rejects.toMatchObject({ code: 'request-invalid' })
    expect(await backend.reconcile?.(storedUnder(request, ticket, null), createContext())).toEqual(created)
  })

  it('creates one file although the answer of createFile was lost', async () => {
    stack.server.faults.add({ call: 'confirm', action: { kind: 'drop-after' } })
    const before = stack.server.records.files().length
    const { upload, sent } = startFlow(backend)
    const { done } = await upload([makeText()])
    expect(done).toMatchObject([{ outcome: 'uploaded', stored: { id: registered()?.id } }])
    expect([stack.server.records.files().length - before, sent.length, callsOf('confirm')]).toEqual([1, 1, 1])
  })

  it('calls createFile again when the first call never arrived', async () => {
    stack.server.faults.add({ call: 'confirm', action: { kind: 'drop' } })
    const before = stack.server.records.files().length
    const { upload, sent } = startFlow(backend)
    const { done } = await upload([makeText()])
    expect([done.length, stack.server.records.files().length - before, sent.length]).toEqual([1, 1, 1])
  })

  it('creates no file that was never sent', async () => {
    const request = await describeFile(backend, makeText())
    const ticket = await askFor(backend, request)
    const before = stack.server.records.files().length
    const confirming = backend.confirm(storedUnder(request, ticket, null), createContext())
    await expect(confirming).rejects.toMatchObject({ code: 'backend-failed' })
    expect(stack.server.records.files()).toHaveLength(before)
  })
})

describe('Glue', () => {
  it('keeps the boundary of a form although its ticket names a type', async () => {
    const backend = createGlueBackend({ endpoint: endpointOf('post') })
    const ticket = await askFor(backend, await describeFile(backend, makeText()))
    expect(ticket).toMatchObject({ kind: 'post', headers: { 'Content-Type': 'multipart/form-data' } })
    const { upload, sent } = startFlow(backend)
    expect((await upload([makeText()])).failed).toEqual([])
    expect(sent.map(({ method, headers }) => [method, ...headers])).toEqual([['POST']])
  })

  it.each([
    [
      'a blurhash in the ticket',
      { name: 'a', contentLength: '1', contentMD5: 'x', contentType: 'a/b', metadata: { blurHash: 'L' } },
    ],
    ['a length that is a number', { name: 'a', contentLength: 1, contentMD5: 'x', contentType: 'a/b' }],
    ['a missing MD5', { name: 'a', contentLength: '1', contentType: 'a/b' }],
    [
      'a width with a fraction',
      { name: 'a', contentLength: '1', contentMD5: 'x', contentType: 'a/b', metadata: { width: 1.5 } },
    ],
  ])('refuses %s', async (_, input) => {
    const query = 'mutation ($input: UploadTicketInput!) { uploadTicket(input: $input) { __typename } }'
    const { body } = await askGraphql(endpointOf('put'), query, { input })
    expect([body.data ?? null, body.errors?.length]).toEqual([null, 1])
  })

  it('refuses a field that is not documented', async () => {
    const query = 'mutation { createFile(input: { uploadTicketID: "a" }) { id downloadUrl } }'
    const { status, body } = await askGraphql(endpointOf('put'), query)
    expect([status, body.errors?.[0]?.extensions?.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED'])
  })

  it('returns the kind of a ticket only if the query asks for it', async () => {
    const query = `mutation ($input: UploadTicketInput!) { uploadTicket(input: $input) { ... on UploadTicket { id } } }`
    const input = { name: 'a', contentLength: '1', contentMD5: '1B2M2Y8AsgTpgAmY7PhCfg==', contentType: 'a/b' }
    const { body } = await askGraphql(endpointOf('put'), query, { input })
    expect(body.data).toEqual({ uploadTicket: { id: expect.any(String) } })
  })
})
