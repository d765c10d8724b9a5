import { createHash } from 'node:crypto'
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInspectBackend } from '../../src/backends/inspect.ts'
import { createIonBackend } from '../../src/backends/ion.ts'
import { announce, announceUnhashed } from '../uploads/contract/announce.ts'
import { sendBytes } from '../uploads/contract/sendBytes.ts'
import { adapterCases, assetId, headersOf } from './flow/adapterCases.ts'
import { askFor, createContext, describeFile, send, storedUnder } from './flow/byHand.ts'
import { makeText } from './flow/files.ts'
import { startFlow } from './flow/startFlow.ts'
import { startTestStack, type TestStack } from './forTests.ts'
import { RestClient } from './rest/restClient.ts'

const maxSizeBytes = 10 * 1024 ** 2
const tokens = { a: 'a', ab: 'ab', 'a/b': 'a/b' }

let stack: TestStack

beforeAll(async () => {
  stack = await startTestStack({
    tokens,
    maxSizeBytes,
    multipartAboveBytes: 5 * 1024 ** 2,
    partSizeBytes: 5 * 1024 ** 2,
  })
})
afterAll(() => stack.stop())

const inspectOf = (token: string) =>
  createInspectBackend({ url: `${stack.url}/api/inspect`, headers: { Authorization: `Bearer ${token}` } })
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('a live URL of a ticket', () => {
  it('does not change a file of rest without a digest after its confirm', async () => {
    const client = new RestClient(stack.url, 'a')
    const file = announceUnhashed('confirmed')
    const ticket = await client.ticket(file)
    await sendBytes(ticket, 'confirmed')
    const { file: registered } = await client.confirm(file, ticket.reference)
    await sendBytes(ticket, 'exchanged')
    expect(await stack.objects.sha256OfFile(registered.id)).toBe(sha256('confirmed'))
  })

  it('does not change a file of Inspect after its complete call', async () => {
    const backend = inspectOf('a')
    const file = makeText('a.txt', 'confirmed')
    const request = await describeFile(backend, file, { assetId })
    const ticket = await askFor(backend, request)
    await send(ticket, file)
    await backend.confirm(storedUnder(request, ticket, null), createContext())
    expect((await send(ticket, makeText('a.txt', 'exchanged'))).status).toBe(200)
    const registered = stack.server.records.files().at(-1)
    expect(await stack.objects.sha256OfFile(registered?.id ?? '')).toBe(sha256('confirmed'))
  })
})

it('serves a page of HTML that came through ION as an attachment of application/octet-stream', async () => {
  const endpoint = `${stack.url}/api/ion/graphql`
  const backend = createIonBackend({ endpoint, entityId: 9017, headers: { Authorization: 'Bearer a' } })
  const page = new File(['<script>alert(1)</script>'], 'page.html', { type: 'text/html' })
  const { done } = await startFlow(backend).upload([page])
  const file = await backend.get?.(done[0]?.stored.id ?? '', createContext())
  const { headers } = await fetch(file?.url ?? '')
  expect(headers.get('content-type')).toBe('application/octet-stream')
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="page\.html"/)
})

describe.each(adapterCases)('$name', (adapter) => {
  it('takes no file that is larger than the server allows', async () => {
    const backend = adapter.create(stack.url, { headers: headersOf(adapter, 'a') })
    const { upload } = startFlow(backend)
    const large = new File([new Uint8Array(maxSizeBytes + 1)], 'large.bin', { type: 'application/octet-stream' })
    const { done, failed } = await upload([large], adapter.metadata)
    expect([done, failed.length]).toEqual([[], 1])
  })
})

it('signs no part that is larger than the file that was announced', async () => {
  const client = new RestClient(stack.url, 'a')
  const content = 'x'.repeat(6 * 1024 ** 2)
  const { reference } = await client.ticket(announce(content))
  for (const size of [5 * 1024 ** 4, content.length, 5 * 1024 ** 2 + 1]) {
    const answer = await client.call('POST', '/multipart/sign', { reference, parts: [{ number: 1, size }] })
    expect([answer.status, answer.body.error.code]).toEqual([422, 'request-invalid'])
  }
  const right = { number: 1, size: 5 * 1024 ** 2 }
  expect((await client.call('POST', '/multipart/sign', { reference, parts: [right] })).status).toBe(200)
})

describe('a tenant whose name is the beginning of another', () => {
  const others = ['ab', 'a/b']

  it('sees none of its files in rest', async () => {
    for (const other of others) {
      const { id } = await new RestClient(stack.url, other).upload(`of ${other}`)
      const client = new RestClient(stack.url, 'a')
      expect((await client.list()).files.map((file) => file.id)).not.toContain(id)
      expect((await client.call('GET', `/files/${id}`)).status).toBe(404)
    }
  })

  it('completes none of its files in Inspect', async () => {
    for (const other of others) {
      const theirs = inspectOf(other)
      const file = makeText()
      const request = await describeFile(theirs, file, { assetId })
      const ticket = await askFor(theirs, request)
      await send(ticket, file)
      const completing = inspectOf('a').confirm(storedUnder(request, ticket, null), createContext())
      await expect(completing).rejects.toMatchObject({ code: 'not-found' })
    }
  })
})

const aliases = (count: number): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: requestFileUploadUrl(filename: "a") { s3Key }`).join(' ')} }`

const askIon = (query: string, variables: object = {}): Promise<Response> =>
  fetch(`${stack.url}/api/ion/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer a' },
    body: JSON.stringify({ query, variables }),
  })

const manyTimes = (count: number, field: string): string =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')

/** Each fragment spreads the next one twice, so that the last one is answered a million times. */
const multiplied = `{ __schema { types { ...F0 } } } ${Array.from(
  { length: 20 },
  (_, index) =>
    `fragment F${index} on __Type { ofType { ...F${index + 1} } enumValues { type: __typename } ...F${index + 1} }`,
).join(' ')} fragment F20 on __Type { name }`

describe('a GraphQL document', () => {
  it.each([
    ['thousands of aliases', aliases(20_000)],
    ['a few aliases too many', aliases(21)],
    ['its aliases in a fragment', `query { ...All } fragment All on Query ${aliases(21)}`],
    ['lists without end', `{ runStep(id: ${'['.repeat(200_000)}`],
    ['many aliases below its root', `{ fileAttachment(id: 1) { ${manyTimes(300, 'downloadUrl')} } }`],
    ['a few aliases too many below its root', `{ fileAttachment(id: 1) { ${manyTimes(21, 'id')} } }`],
    [
      'fragments that multiply aliases',
      `{ ${manyTimes(5, 'runStep(id: 1) { ...All }')} } fragment All on Attachable { ${manyTimes(5, 'id')} }`,
    ],
    ['fragments that multiply fields', multiplied],
    ['a fragment that contains itself', '{ runStep(id: 1) { ...All } } fragment All on Attachable { id ...All }'],
  ])('is refused before anything of it is executed with %s', async (_, query) => {
    stack.server.log.clear()
    const answer = await askIon(query)
    const body = (await answer.json()) as { readonly data?: unknown; readonly errors: readonly unknown[] }
    expect([answer.status, body.data ?? null, body.errors.length]).toEqual([400, null, 1])
  })

  it('that asks for the whole schema, as tools do, is answered', async () => {
    const answer = await askIon(getIntrospectionQuery())
    expect(await answer.json()).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } })
  })

  it('gets no answer that repeats its values', async () => {
    const query =
      'mutation ($input: CreateFileAttachmentInput!) { createFileAttachment(input: $input) { fileAttachment { id } } }'
    const unknown = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, 1]))
    const input = { filename: 'x'.repeat(100_000), s3Key: 'a', s3Etag: 'a', entityId: 1, ...unknown }
    const text = await (await askIon(query, { input })).text()
    expect(text.length).toBeLessThan(100_000)
  })
})
