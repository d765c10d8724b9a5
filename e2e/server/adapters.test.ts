import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { HttpOptions } from '../../src/backends/http/HttpClient.ts'
import { answerOf } from '../storage/answers/answerOf.ts'
import { etagOf } from '../storage/answers/etagOf.ts'
import { answersOf, type Answer } from '../storage/answers/storageAnswers.ts'
import { type AdapterCase, adapterCases, headersOf } from './flow/adapterCases.ts'
import { askFor, createContext, describeFile, refusalOf, send, storedUnder, withType } from './flow/byHand.ts'
import { makePhoto, makeText } from './flow/files.ts'
import { digestOf } from './flow/nodePorts.ts'
import { startFlow } from './flow/startFlow.ts'
import { startTestStack, type TestStack } from './forTests.ts'

const tokens = { 'token-of-ada': 'ada', 'token-of-bob': 'bob' }
const as = (adapter: AdapterCase, token: string): HttpOptions => ({ headers: headersOf(adapter, token) })

let stack: TestStack
let hasty: TestStack

beforeAll(async () => {
  stack = await startTestStack({ tokens })
  hasty = await startTestStack({ tokens, ticketExpiresInSeconds: 1 })
})

afterEach(() => {
  for (const { server } of [stack, hasty]) {
    server.log.clear()
    server.faults.clear()
  }
})

afterAll(async () => {
  await stack.stop()
  await hasty.stop()
})

const callsOf = (server: TestStack['server'], call: string): number =>
  server.log.calls.filter((one) => one.call === call).length

describe.each(adapterCases)('$name', (adapter) => {
  const [ada, bob] = [as(adapter, 'token-of-ada'), as(adapter, 'token-of-bob')]
  const backendOf = (options: HttpOptions = ada) => adapter.create(stack.url, options)

  it('stores a file byte for byte with one ticket and one request to storage', async () => {
    const { upload, sent } = startFlow(backendOf())
    const before = stack.server.records.uploads().length
    const photo = await makePhoto()
    const { done, failed } = await upload([photo], adapter.metadata)
    expect(failed).toEqual([])
    expect(done).toMatchObject([{ outcome: 'uploaded', stored: { id: expect.any(String) } }])
    expect(sent).toHaveLength(1)
    expect([callsOf(stack.server, 'tickets'), callsOf(stack.server, 'confirm')]).toEqual([1, adapter.confirms])
    const tickets = stack.server.records.uploads().slice(before)
    const { hex } = digestOf(new Uint8Array(await photo.arrayBuffer()), 'sha-256')
    expect(
      await Promise.all(tickets.map(({ key }) => stack.objects.sha256(stack.server.records.keptKey(key)))),
    ).toEqual([hex])
  })

  it('tells the developer when its URL leads nowhere', async () => {
    const lost = adapter.create(`${stack.url}/elsewhere`, ada)
    const { failed } = await startFlow(lost).upload([makeText('lost.txt', adapter.name)], adapter.metadata)
    expect(failed).toMatchObject([{ error: { code: 'endpoint-missing' } }])
  })

  it('sends an empty file', async () => {
    const { failed, done } = await startFlow(backendOf()).upload([makeText('empty.txt', '')], adapter.metadata)
    expect([failed, done.length]).toEqual([[], 1])
  })

  it('keeps names in every script', async () => {
    const { failed, done } = await startFlow(backendOf()).upload([makeText('صورة 📷 "1".txt')], adapter.metadata)
    expect([failed, done.length]).toEqual([[], 1])
  })

  it('sends the same bytes again only if the API does not recognise them', async () => {
    const photo = await makePhoto()
    const first = await startFlow(backendOf()).upload([photo], adapter.metadata)
    const { upload, sent } = startFlow(backendOf())
    const second = await upload([photo], adapter.metadata)
    expect(second.done.map(({ outcome }) => outcome)).toEqual([adapter.dedupes ? 'existing' : 'uploaded'])
    expect(sent).toHaveLength(adapter.dedupes ? 0 : 1)
    const ids = [first, second].map(({ done }) => done[0]?.stored.id)
    expect(ids[0] === ids[1]).toBe(adapter.dedupes)
  })

  it('sends equal files of a batch once if the API shares files', async () => {
    const photo = await makePhoto()
    const { upload, sent } = startFlow(backendOf())
    const { done } = await upload([photo, photo], adapter.metadata)
    expect(done).toHaveLength(2)
    expect(sent).toHaveLength(adapter.dedupes ? 1 : 2)
    expect(new Set(done.map(({ stored }) => stored.id)).size).toBe(adapter.dedupes ? 1 : 2)
  })

  it('does not recognise the bytes of another tenant', async () => {
    const photo = await makePhoto()
    await startFlow(backendOf(ada)).upload([photo], adapter.metadata)
    const { upload, sent } = startFlow(backendOf(bob))
    const { done } = await upload([photo], adapter.metadata)
    expect(done).toMatchObject([{ outcome: 'uploaded' }])
    expect(sent).toHaveLength(1)
  })

  it('makes storage refuse any type, length or content other than that of the ticket', async () => {
    const backend = backendOf()
    const photo = await makePhoto()
    const request = await describeFile(backend, photo, adapter.metadata)
    const bytes = new Uint8Array(await photo.arrayBuffer())
    const longer = new File([bytes, 'x'], photo.name, { type: photo.type })
    const flipped = new File([bytes.map((byte) => byte ^ 255)], photo.name, { type: photo.type })
    const other = new File([bytes], photo.name, { type: 'text/html' })
    const answers = {
      type: await answerOf(await send(withType(await askFor(backend, request), 'text/html'), other)),
      length: await answerOf(await send(await askFor(backend, request), longer)),
      bytes: await answerOf(await send(await askFor(backend, request), flipped)),
    }
    const { to } = await answersOf(stack.storage)
    const expectedFor = (what: keyof typeof answers): Partial<Answer> => {
      const refusal = adapter.refusals[what] ?? { code: '' }
      return typeof refusal === 'string' ? to[refusal] : refusal
    }
    expect(answers).toMatchObject({
      type: expectedFor('type'),
      length: expectedFor('length'),
      bytes: expectedFor('bytes'),
    })
  })

  it('issues URLs that work once, if the documentation says so', async () => {
    const backend = backendOf()
    const file = makeText()
    const ticket = await askFor(backend, await describeFile(backend, file, adapter.metadata))
    expect(ticket.singleUse ?? false).toBe(adapter.isSingleUse)
    expect(await refusalOf(await send(ticket, file))).toBeNull()
    expect(await refusalOf(await send(ticket, file))).toEqual(adapter.isSingleUse ? [403, 'AccessDenied'] : null)
  })

  it('continues with new credentials after a 401, and requests them once', async () => {
    let refreshes = 0
    const headers: HttpOptions['headers'] = ({ refresh }) => {
      if (refresh) refreshes += 1
      return headersOf(adapter, refreshes > 0 ? 'token-of-ada' : 'stale')
    }
    const { done } = await startFlow(backendOf({ headers })).upload(
      [makeText(), makeText(), makeText()],
      adapter.metadata,
    )
    expect([done.length, refreshes]).toEqual([3, 1])
  })

  it('says that the user is signed out, and sends nothing', async () => {
    const { upload, sent } = startFlow(backendOf(as(adapter, 'wrong')))
    const { failed } = await upload([makeText()], adapter.metadata)
    expect(failed).toMatchObject([{ at: 'requesting', error: { code: 'unauthorized', serverText: 'Please sign in.' } }])
    expect(sent).toEqual([])
  })

  it('repeats a ticket call whose connection broke, and sends once', async () => {
    stack.server.faults.add(
      { call: 'tickets', action: { kind: 'drop' } },
      { call: 'tickets', action: { kind: 'answer', status: 500 } },
    )
    const { upload, sent } = startFlow(backendOf())
    const { done } = await upload([makeText()], adapter.metadata)
    expect([done.length, sent.length, callsOf(stack.server, 'tickets')]).toEqual([1, 1, 3])
  })

  it.each([
    ['a login page', { status: 200, text: '<!doctype html><title>Sign in</title>' }],
    ['half an answer', { status: 200, text: '{"data":', contentType: 'application/json' }],
    ['nothing', { status: 200, text: '{"data":null}', contentType: 'application/json' }],
  ])('does not take %s for a ticket', async (_, answer) => {
    stack.server.faults.add({ call: 'tickets', times: 9, action: { kind: 'answer', ...answer } })
    const { upload, sent } = startFlow(backendOf())
    const { failed } = await upload([makeText()], adapter.metadata)
    expect(failed).toMatchObject([{ at: 'requesting', error: { code: 'answer-malformed' } }])
    expect(sent).toEqual([])
  })

  it('waits as long as the server asks, and then continues', async () => {
    stack.server.faults.add({
      call: 'tickets',
      action: { kind: 'answer', status: 429, code: 'rate-limited', retryAfterSeconds: 7 },
    })
    const request = await describeFile(backendOf(), makeText(), adapter.metadata)
    const asking = backendOf().requestTicket(request, createContext())
    await expect(asking).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 7 })
    stack.server.faults.add({
      call: 'tickets',
      action: { kind: 'answer', status: 429, code: 'rate-limited', retryAfterSeconds: 0.1 },
    })
    expect((await startFlow(backendOf()).upload([makeText()], adapter.metadata)).failed).toEqual([])
  })

  it('keeps the message of a refusal', async () => {
    const refusal = { status: 403, code: 'forbidden', message: 'Not in this <b>project</b>.' }
    stack.server.faults.add({ call: 'tickets', action: { kind: 'answer', ...refusal } })
    const { failed } = await startFlow(backendOf()).upload([makeText()], adapter.metadata)
    expect(failed).toMatchObject([{ error: { code: 'forbidden', serverText: 'Not in this <b>project</b>.' } }])
  })
})

// Visibuild and Active Storage take the reference together with the record: see their own tests.
describe.each(adapterCases.filter(({ confirms }) => confirms === 1))('the confirm of $name', (adapter) => {
  it("registers nothing for another tenant's reference", async () => {
    const file = makeText()
    const backend = adapter.create(stack.url, as(adapter, 'token-of-ada'))
    const request = await describeFile(backend, file, adapter.metadata)
    const ticket = await askFor(backend, request)
    const answer = await send(ticket, file)
    const etag = etagOf(answer)
    const before = stack.server.records.files().length
    await expect(
      adapter
        .create(stack.url, as(adapter, 'token-of-bob'))
        .confirm(storedUnder(request, ticket, etag), createContext()),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^not-(found|verified)$/) })
    expect(stack.server.records.files()).toHaveLength(before)
    expect(await backend.confirm(storedUnder(request, ticket, etag), createContext())).toMatchObject({
      id: expect.any(String),
    })
  })
})

it('makes storage refuse an expired ticket of any API', async () => {
  const file = makeText()
  const tickets = await Promise.all(
    adapterCases.map(async (adapter) => {
      const backend = adapter.create(hasty.url, as(adapter, 'token-of-ada'))
      return askFor(backend, await describeFile(backend, file, adapter.metadata))
    }),
  )
  await new Promise((resolve) => setTimeout(resolve, 2100))
  const refusals = await Promise.all(tickets.map(async (ticket) => refusalOf(await send(ticket, file))))
  expect(refusals).toEqual(adapterCases.map(() => [403, 'AccessDenied']))
})
