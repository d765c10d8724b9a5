import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createBroker } from '../../../examples/glue-broker/createBroker.ts'
import { createGlueBackend, type GlueFile } from '../../../src/backends/glue.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { askFor, createContext, describeFile, send, storedUnder } from '../flow/byHand.ts'
import { makePhoto, makeText } from '../flow/files.ts'
import { serveBroker, type Served } from '../flow/serveBroker.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

const clientSecret = 'secret_sentinel_of_the_app'

let stack: TestStack
let served: Served

/** Runs the example with a header in place of the session. */
function startBroker(secret = clientSecret): Promise<Served> {
  const broker = createBroker({
    glueUrl: `${stack.url}/api/glue/graphql`,
    tokenUrl: `${stack.url}/api/glue/oauth/token`,
    clientId: 'client-1',
    clientSecret: secret,
    redirectUri: 'https://app.example/glue',
    workspaceId: 'wks_1',
    findUser: async (context) => context.req.header('x-session') ?? null,
  })
  return serveBroker(broker.fetch)
}

beforeAll(async () => {
  stack = await startTestStack({ clients: { 'client-1': { secret: clientSecret, tenant: 'the workspace' } } })
  served = await startBroker()
})

afterEach(() => {
  stack.server.log.clear()
  stack.server.faults.clear()
})

afterAll(async () => {
  served.stop()
  await stack.stop()
})

const backendOf = (user: string, broker = served): UploadBackend<GlueFile> =>
  createGlueBackend({ endpoint: `${broker.url}/graphql`, headers: { 'X-Session': user } })

const callsOf = (call: string): number => stack.server.log.calls.filter((one) => one.call === call).length

async function post(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Session': 'ada', ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, text: await answer.text() }
}

describe('the example of a broker for Glue', () => {
  it('lets a signed-in user upload, register and read', async () => {
    const backend = backendOf('ada')
    const { done, failed } = await startFlow(backend).upload([await makePhoto('red.png')])
    expect(failed).toEqual([])
    const id = done[0]?.stored.id ?? ''
    expect(await backend.get?.(id, createContext())).toMatchObject({ id, name: 'red.png', width: 40, height: 20 })
  })

  it('refuses users who are not signed in', async () => {
    const { upload, sent } = startFlow(createGlueBackend({ endpoint: `${served.url}/graphql` }))
    const { failed } = await upload([makeText()])
    expect(failed).toMatchObject([{ error: { code: 'unauthorized', status: 401 } }])
    expect([sent.length, stack.server.log.calls.length]).toEqual([0, 0])
  })

  it('requests one token for many uploads at once, and another one when it is refused', async () => {
    const other = await startBroker()
    onTestFinished(other.stop)
    const files = ['a', 'b', 'c'].map((text) => makeText(`${text}.txt`, text))
    expect((await startFlow(backendOf('ada', other)).upload(files)).failed).toEqual([])
    expect(callsOf('token')).toBe(1)
    stack.server.faults.add({ call: 'tickets', action: { kind: 'answer', status: 401, text: '<html>' } })
    expect((await startFlow(backendOf('ada', other)).upload([makeText('d.txt', 'd')])).failed).toEqual([])
    expect(callsOf('token')).toBe(2)
  })

  it('registers a ticket for the user who requested it, and for nobody else', async () => {
    const file = makeText('mine.txt', 'mine')
    const ada = backendOf('ada')
    const request = await describeFile(ada, file)
    const ticket = await askFor(ada, request)
    await send(ticket, file)
    const stored = storedUnder(request, ticket, null)
    stack.server.log.clear()
    await expect(backendOf('bob').confirm(stored, createContext())).rejects.toMatchObject({ code: 'not-verified' })
    expect(stack.server.log.calls).toEqual([])
    expect(await ada.confirm(stored, createContext())).toMatchObject({ name: 'mine.txt' })
  })

  it('does not show a file to a user who knows only its MD5', async () => {
    const file = makeText('diary.txt', 'secret')
    const { done } = await startFlow(backendOf('ada')).upload([file])
    const id = done[0]?.stored.id ?? ''
    const bob = backendOf('bob')
    expect((await startFlow(bob).upload([file])).done).toMatchObject([{ outcome: 'existing', stored: { id } }])
    await expect(bob.get?.(id, createContext())).rejects.toMatchObject({ code: 'not-found' })
  })

  it("forwards none of a browser's own queries", async () => {
    for (const query of [
      'mutation Send { sendMessage { id } }',
      '{ __schema { types { name } } }',
      'query toString { a }',
      7,
    ]) {
      expect((await post({ query })).status).toBe(400)
    }
    expect(stack.server.log.calls).toEqual([])
    expect((await post({ query: 'query GetFile { a }' }, { 'Content-Type': 'text/plain' })).status).toBe(415)
  })

  it("does not ask the user to sign in when the app's secret is wrong, and never shows the secret", async () => {
    const other = await startBroker('wrong_sentinel')
    onTestFinished(other.stop)
    const backend = backendOf('ada', other)
    const asking = backend.requestTicket(await describeFile(backend, makeText()), createContext())
    await expect(asking).rejects.toMatchObject({
      code: 'server-error',
      status: 502,
      serverText: 'The upstream service does not answer.',
    })
  })

  it.each([
    ['a page', { kind: 'answer', status: 200, text: '<html>secret_sentinel</html>' }],
    ['a 500', { kind: 'answer', status: 500, text: 'secret_sentinel' }],
    ['nothing', { kind: 'drop' }],
  ] as const)('says that the service does not answer when Glue returns %s', async (_, action) => {
    stack.server.faults.add({ call: 'tickets', action })
    const { status, text } = await post({ query: 'mutation UploadTicket { a }', variables: { input: {} } })
    expect([status, text.includes('sentinel')]).toEqual([502, false])
  })
})
