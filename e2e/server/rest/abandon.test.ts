import { afterAll, beforeAll, expect, it } from 'vitest'
import { announce } from '../../uploads/contract/announce.ts'
import { sendBytes } from '../../uploads/contract/sendBytes.ts'
import { startTestStack, type TestStack } from '../forTests.ts'
import { RestClient } from './restClient.ts'

let stack: TestStack
let ann: RestClient
let bob: RestClient

beforeAll(async () => {
  stack = await startTestStack({ tokens: { 'token-of-ann': 'ann', 'token-of-bob': 'bob' } })
  ann = new RestClient(stack.url, 'token-of-ann')
  bob = new RestClient(stack.url, 'token-of-bob')
})
afterAll(() => stack.stop())

const keyOf = (reference: string): string =>
  stack.server.records.uploads().find(({ id }) => id === reference)?.key ?? ''

it('deletes the stored object, and invalidates the ticket', async () => {
  const file = announce('unwanted')
  const ticket = await ann.ticket(file)
  await sendBytes(ticket, 'unwanted')
  expect((await ann.abandon(ticket.reference)).status).toBe(204)
  expect(await stack.objects.keys()).not.toContain(keyOf(ticket.reference))
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { status: 410, code: 'ticket-expired' } })
  expect(await ann.ticket(file)).toMatchObject({ kind: 'put' })
})

it('leaves a registered file alone', async () => {
  const file = await ann.upload('wanted')
  const record = stack.server.records.files().find(({ id }) => id === file.id)
  expect((await ann.abandon(record?.uploadId ?? '')).status).toBe(204)
  expect((await ann.call('GET', `/files/${file.id}`)).status).toBe(200)
  expect(await stack.objects.keys()).toContain(record?.objectKey)
})

it('registers nothing if the ticket is abandoned in the meantime', async () => {
  const contents = Array.from({ length: 20 }, (_, index) => `at once ${index}`)
  for (const content of contents) {
    const file = announce(content)
    const ticket = await ann.ticket(file)
    await sendBytes(ticket, content)
    await Promise.all([ann.confirm(file, ticket.reference), ann.abandon(ticket.reference)])
  }
  const keys = await stack.objects.keys()
  expect(stack.server.records.files().filter(({ objectKey }) => !keys.includes(objectKey))).toEqual([])
})

it("leaves another tenant's ticket alone", async () => {
  const ticket = await ann.ticket(announce('mine'))
  await sendBytes(ticket, 'mine')
  expect((await bob.abandon(ticket.reference)).status).toBe(204)
  expect(await stack.objects.keys()).toContain(keyOf(ticket.reference))
})

it('ignores a ticket that was abandoned before and one that never existed', async () => {
  const { reference } = await ann.ticket(announce('twice'))
  for (const one of [reference, reference, 'tkt_none']) expect((await ann.abandon(one)).status).toBe(204)
})
