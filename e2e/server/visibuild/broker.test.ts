import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createBroker } from '../../../examples/visibuild-broker/createBroker.ts'
import {
  createVisibuildBackend,
  readVisibuildRecordProblem,
  type VisibuildFile,
} from '../../../src/backends/visibuild.ts'
import type { UploadBackend } from '../../../src/contract/backend.ts'
import { createContext, describeFile } from '../flow/byHand.ts'
import { makePhoto, makeText } from '../flow/files.ts'
import { serveBroker, type Served } from '../flow/serveBroker.ts'
import { startFlow } from '../flow/startFlow.ts'
import { startTestStack, type TestStack } from '../forTests.ts'

const clientSecret = 'secret_sentinel_of_the_app'
const projectId = 'a1b2c3d4-e5f6-7890-abcd-ef1234567890'

let stack: TestStack
let served: Served

/** Runs the example with a header in place of the session. */
function startBroker(secret = clientSecret): Promise<Served> {
  const broker = createBroker({
    visibuildUrl: `${stack.url}/api/visibuild`,
    clientId: 'client-1',
    clientSecret: secret,
    findUser: async (context) => context.req.header('x-session') ?? null,
    mayCreate: (_, ticket) => ticket['projectId'] === projectId,
  })
  return serveBroker(broker.fetch)
}

beforeAll(async () => {
  stack = await startTestStack({ clients: { 'client-1': { secret: clientSecret, tenant: 'the company' } } })
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

const backendOf = (user: string, broker = served): UploadBackend<VisibuildFile> =>
  createVisibuildBackend({ url: broker.url, headers: { 'X-Session': user } })

const callsOf = (call: string): number => stack.server.log.calls.filter((one) => one.call === call).length

async function createTicket(user: string, ticket: object, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${served.url}/api/core/v1/tickets`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Session': user, ...headers },
    body: JSON.stringify({ title: 'Hinge', projectId, ...ticket }),
  })
  return { status: answer.status, body: (await answer.json()) as unknown }
}

async function uploadAs(user: string, name = 'hinge.png'): Promise<string> {
  const { done, failed } = await startFlow(backendOf(user)).upload([await makePhoto(name)])
  if (!done[0]) throw new Error('The upload did not succeed.', { cause: failed[0]?.error })
  return done[0].stored.key
}

describe('the example of a broker for Visibuild', () => {
  it('lets a signed-in user upload, and create a ticket with the keys', async () => {
    const attachmentKeys = [await uploadAs('ada'), await uploadAs('ada')]
    expect(await createTicket('ada', { attachmentKeys })).toMatchObject({
      status: 201,
      body: { data: { ticket: { title: 'Hinge', attachmentKeys } } },
    })
  })

  it('refuses users who are not signed in', async () => {
    const { upload, sent } = startFlow(createVisibuildBackend({ url: served.url }))
    const { failed } = await upload([makeText()])
    expect(failed).toMatchObject([{ error: { code: 'unauthorized', status: 401, serverText: 'Please sign in.' } }])
    expect([sent.length, stack.server.log.calls.length]).toEqual([0, 0])
  })

  it('requests a token that may write once, and another one when it is refused', async () => {
    const other = await startBroker()
    onTestFinished(other.stop)
    const files = ['a', 'b', 'c'].map((text) => makeText(`${text}.txt`, text))
    expect((await startFlow(backendOf('ada', other)).upload(files)).failed).toEqual([])
    expect(callsOf('token')).toBe(1)
    stack.server.faults.add({ call: 'tickets', action: { kind: 'answer', status: 401, text: '' } })
    expect((await startFlow(backendOf('ada', other)).upload([makeText()])).failed).toEqual([])
    expect(callsOf('token')).toBe(2)
  })

  it('accepts the keys of the user who sent the files, and nobody else’s', async () => {
    const key = await uploadAs('ada')
    stack.server.log.clear()
    const refused = await createTicket('bob', { attachmentKeys: [key] })
    expect(readVisibuildRecordProblem(refused.status, refused.body)).toMatchObject({ kind: 'key-not-found' })
    for (const attachmentKeys of [key, [7], { 0: key }]) {
      expect((await createTicket('ada', { attachmentKeys })).status).toBe(422)
    }
    expect(stack.server.log.calls).toEqual([])
    expect((await createTicket('ada', { attachmentKeys: [key] })).status).toBe(201)
  })

  it("creates tickets only in the user's projects, although the token has access to all", async () => {
    expect(await createTicket('ada', { projectId: 'another' })).toMatchObject({ status: 403 })
    expect(callsOf('record')).toBe(0)
  })

  it("passes on Visibuild's messages about a record, and forwards only the fields of a ticket", async () => {
    const attachmentKeys = [await uploadAs('ada')]
    await createTicket('ada', { attachmentKeys, companyId: 'another' })
    const again = await createTicket('ada', { attachmentKeys })
    expect(readVisibuildRecordProblem(again.status, again.body)).toMatchObject({ kind: 'already-associated' })
    expect((await createTicket('ada', {}, { 'Content-Type': 'text/plain' })).status).toBe(415)
  })

  it('passes on how long Visibuild asks to wait', async () => {
    stack.server.faults.add({ call: 'tickets', action: { kind: 'answer', status: 429, retryAfterSeconds: 7 } })
    const backend = backendOf('ada')
    const asking = backend.requestTicket(await describeFile(backend, makeText()), createContext())
    await expect(asking).rejects.toMatchObject({ code: 'rate-limited', status: 429, retryAfterSeconds: 7 })
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
    ['a 403 for our own token', { kind: 'answer', status: 403, message: 'insufficient scope' }],
    ['no key', { kind: 'answer', status: 200, text: '{"data":{}}', contentType: 'application/json' }],
    ['nothing', { kind: 'drop' }],
  ] as const)('says that the service does not answer when Visibuild returns %s', async (_, action) => {
    stack.server.faults.add({ call: 'tickets', action })
    const backend = backendOf('ada')
    const asking = backend.requestTicket(await describeFile(backend, makeText()), createContext())
    await expect(asking).rejects.toMatchObject({ code: 'server-error', status: 502 })
  })
})
