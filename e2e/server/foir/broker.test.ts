import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createBroker } from '../../../examples/foir-broker/createBroker.ts'
import { createFoirBackend, type FoirFile } from '../../../src/backends/foir.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { askFor, createContext, describeFile, send, storedUnder } from '../flow/byHand.ts'
import { makePhoto, makeText } from '../flow/files.ts'
import { serveBroker, type Served } from '../flow/serveBroker.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

const secretKey = 'sk_sentinel_of_the_app'

let stack: TestStack
let served: Served
let endpoint: string

/** Runs the example with a header in place of the session. */
function startBroker(key = secretKey): Promise<Served> {
  const broker = createBroker({
    foirUrl: `${stack.url}/api/foir/graphql`,
    secretKey: key,
    findUser: async (context) => context.req.header('x-session') ?? null,
  })
  return serveBroker(broker.fetch)
}

beforeAll(async () => {
  stack = await startTestStack({ tokens: { [secretKey]: 'the app' }, maxSizeBytes: 1024 })
  served = await startBroker()
  endpoint = `${served.url}/graphql`
})

afterEach(() => {
  stack.server.log.clear()
  stack.server.faults.clear()
})

afterAll(async () => {
  served.stop()
  await stack.stop()
})

const backendOf = (user: string): UploadBackend<FoirFile> =>
  createFoirBackend({ endpoint, headers: { 'X-Session': user } })

async function post(query: unknown, variables: unknown = {}, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Session': 'ada', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  return { status: answer.status, text: await answer.text() }
}

describe('the example of a broker for Foir', () => {
  it('lets a signed-in user upload, confirm and read', async () => {
    const backend = backendOf('ada')
    const { done, failed } = await startFlow(backend).upload([await makePhoto('my photo.png')], { alt: 'Red' })
    expect(failed).toEqual([])
    const stored = done[0]?.stored
    expect(stored).toMatchObject({
      name: 'my-photo.png',
      width: 40,
      height: 20,
      alt: 'Red',
      blurhash: expect.any(String),
    })
    expect(await backend.get?.(stored?.id ?? '', createContext())).toMatchObject({ id: stored?.id })
  })

  it('refuses users who are not signed in', async () => {
    const { upload, sent } = startFlow(createFoirBackend({ endpoint }))
    const { failed } = await upload([makeText()])
    expect(failed).toMatchObject([{ error: { code: 'unauthorized', status: 401 } }])
    expect([sent.length, stack.server.log.calls.length]).toEqual([0, 0])
  })

  it('confirms an upload for the user who started it, as often as asked, and for nobody else', async () => {
    const file = makeText()
    const ada = backendOf('ada')
    const request = await describeFile(ada, file)
    const ticket = await askFor(ada, request)
    await send(ticket, file)
    const stored = storedUnder(request, ticket, null)
    stack.server.log.clear()
    await expect(backendOf('bob').confirm(stored, createContext())).rejects.toMatchObject({
      serverText: 'The upload was not found.',
    })
    expect(stack.server.log.calls).toEqual([])
    const first = await ada.confirm(stored, createContext())
    expect((await ada.confirm(stored, createContext())).id).toBe(first.id)
    await expect(backendOf('bob').get?.(first.id, createContext())).rejects.toMatchObject({ code: 'not-found' })
  })

  it("forwards none of a browser's own queries", async () => {
    for (const query of [
      'mutation Delete { deleteFile(id: "a") { id } }',
      '{ __schema { types { name } } }',
      'query toString { a }',
      7,
      null,
    ]) {
      expect((await post(query)).status).toBe(400)
    }
    expect(stack.server.log.calls).toEqual([])
    const { text } = await post('mutation StartUpload { deleteEverything }', {
      filename: 'a.txt',
      mimeType: 'text/plain',
      size: 1,
      owner: 'somebody else',
    })
    expect(JSON.parse(text)).toMatchObject({ data: { createFileUpload: { uploadId: expect.any(String) } } })
  })

  it('accepts nothing that a form on another site could send', async () => {
    expect((await post('query GetFile { a }', {}, { 'Content-Type': 'text/plain' })).status).toBe(415)
  })

  it("passes Foir's messages on to the user", async () => {
    const { failed } = await startFlow(backendOf('ada')).upload([makeText('a.txt', 'x'.repeat(2000))])
    expect(failed).toMatchObject([
      { error: { code: 'too-large', serverText: 'Files may have 1024 bytes on your plan.' } },
    ])
  })

  it("does not ask the user to sign in when the app's key is wrong, and never shows the key", async () => {
    const other = await startBroker('sk_wrong_sentinel')
    try {
      const backend = createFoirBackend({ endpoint: `${other.url}/graphql`, headers: { 'X-Session': 'ada' } })
      const asking = backend.requestTicket(await describeFile(backend, makeText()), createContext())
      await expect(asking).rejects.toMatchObject({
        code: 'server-error',
        status: 502,
        serverText: 'The upstream service does not answer.',
      })
    } finally {
      other.stop()
    }
  })

  it('sends its key only in the header that Foir reads', async () => {
    const seen: Request[] = []
    const foir = await serveBroker((request) => {
      seen.push(request)
      return Response.json({
        data: { createFileUpload: { uploadId: 'upl_1', uploadUrl: 'https://storage.example/1' } },
      })
    })
    onTestFinished(foir.stop)
    const broker = createBroker({ foirUrl: foir.url, secretKey, findUser: async () => 'ada' })
    const body = JSON.stringify({ query: 'mutation StartUpload { a }', variables: { filename: 'a.txt' } })
    const answer = await broker.request('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    })
    expect(await answer.text()).not.toContain(secretKey)
    expect(seen.map(({ headers }) => [headers.get('x-api-key'), headers.get('authorization')])).toEqual([
      [secretKey, null],
    ])
  })

  it('passes on how long Foir asks to wait', async () => {
    stack.server.faults.add({ call: 'tickets', action: { kind: 'answer', status: 429, retryAfterSeconds: 7 } })
    const backend = backendOf('ada')
    const asking = backend.requestTicket(await describeFile(backend, makeText()), createContext())
    await expect(asking).rejects.toMatchObject({ code: 'rate-limited', status: 429, retryAfterSeconds: 7 })
  })

  it.each([
    ['a page', { kind: 'answer', status: 200, text: '<html>sk_sentinel</html>' }],
    ['a 500', { kind: 'answer', status: 500, text: 'sk_sentinel_of_the_app' }],
    ['null', { kind: 'answer', status: 200, text: '{"data":null}', contentType: 'application/json' }],
    ['nothing', { kind: 'drop' }],
  ] as const)('says that the library does not answer where Foir gives %s', async (_, action) => {
    stack.server.faults.add({ call: 'tickets', action })
    const { status, text } = await post('mutation StartUpload { a }', { filename: 'a.txt', mimeType: 'a/b', size: 1 })
    expect(status).toBe(502)
    expect(text).not.toContain('sentinel')
  })
})
