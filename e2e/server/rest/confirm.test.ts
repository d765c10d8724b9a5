import { createHash } from 'node:crypto'
import { PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { announce, announceUnhashed, type ToAnnounce } from '../../uploads/contract/announce.ts'
import { sendBytes } from '../../uploads/contract/sendBytes.ts'
import { startTestStack, type TestStack } from '../forTests.ts'
import { RestClient, type AnyTicket } from './restClient.ts'

let stack: TestStack
let ann: RestClient
let bob: RestClient

beforeAll(async () => {
  stack = await startTestStack({ tokens: { 'token-of-ann': 'ann', 'token-of-bob': 'bob' } })
  ann = new RestClient(stack.url, 'token-of-ann')
  bob = new RestClient(stack.url, 'token-of-bob')
})
afterAll(() => stack.stop())

/** Gets a ticket and sends the bytes, but registers nothing. */
async function sent(
  content: string,
  overrides: Partial<ToAnnounce> = {},
): Promise<{ file: ToAnnounce; ticket: AnyTicket }> {
  const file = announce(content, overrides)
  const ticket = await ann.ticket(file)
  await sendBytes(ticket, content)
  return { file, ticket }
}

it('registers the stored object with everything that was announced about it', async () => {
  const image = { width: 40, height: 30, blurhash: 'LEHV6nWB2yk8pyo0adR*.7kCMdnj' }
  const metadata = { alt: 'The harbour', project: 42 }
  const { file, ticket } = await sent('a picture', { name: 'harbour.jpg', type: 'image/jpeg', image, metadata })
  const { file: registered } = await ann.confirm(file, ticket.reference)
  expect(registered).toMatchObject({
    name: 'harbour.jpg',
    type: 'image/jpeg',
    size: 9,
    ...image,
    alt: 'The harbour',
    metadata,
  })
  const sha256 = createHash('sha256').update('a picture').digest('hex')
  expect(await stack.objects.sha256OfFile(registered.id)).toBe(sha256)
})

it('registers a file once, however many confirms arrive and however close together', async () => {
  const { file, ticket } = await sent('once')
  const answers = await Promise.all(Array.from({ length: 8 }, () => ann.confirm(file, ticket.reference)))
  const later = await ann.confirm(file, ticket.reference)
  expect(new Set([...answers, later].map((answer) => answer.file.id)).size).toBe(1)
  expect(stack.server.records.files().filter(({ uploadId }) => uploadId === ticket.reference)).toHaveLength(1)
})

it('registers no file that was not sent', async () => {
  const file = announce('never sent')
  const { reference } = await ann.ticket(file)
  expect(await ann.confirm(file, reference)).toMatchObject({ error: { status: 409, code: 'not-verified' } })
})

it.each([
  ['of the same length', 'same length', 'other bytes'],
  ['of another length', 'short', 'much longer'],
])('registers no other bytes %s', async (_, announced, stored) => {
  const file = announce(announced)
  const { reference } = await ann.ticket(file)
  const Key = stack.server.records.uploads().find(({ id }) => id === reference)?.key
  await stack.objects.client.send(
    new PutObjectCommand({ Bucket: stack.storage.bucket, Key, Body: stored, ContentType: file.type }),
  )
  expect(await ann.confirm(file, reference)).toMatchObject({ error: { status: 409, code: 'not-verified' } })
})

it('reads the object itself if storage has no checksum for it', async () => {
  const file = announce('by hand')
  const { reference } = await ann.ticket(file)
  const Key = stack.server.records.uploads().find(({ id }) => id === reference)?.key
  await stack.objects.client.send(
    new PutObjectCommand({ Bucket: stack.storage.bucket, Key, Body: 'by hand', ContentType: file.type }),
  )
  expect(await ann.confirm(file, reference)).toMatchObject({ kind: 'confirmed' })
})

it('compares the ETag that the client received', async () => {
  const file = announceUnhashed('etag')
  const ticket = await ann.ticket(file)
  const etag = (await sendBytes(ticket, 'etag')).headers.get('etag')?.replaceAll('"', '') ?? ''
  const wrong = 'd41d8cd98f00b204e9800998ecf8427e'
  expect(await ann.confirm(file, ticket.reference, wrong)).toMatchObject({ error: { code: 'not-verified' } })
  expect(await ann.confirm(file, ticket.reference, etag)).toMatchObject({ kind: 'confirmed' })
})

it("does not recognise another tenant's reference, before or after it is registered", async () => {
  const { file, ticket } = await sent('not yours')
  const unknown = { error: { status: 404, code: 'not-found', message: 'There is no such ticket.' } }
  expect(await bob.confirm(file, ticket.reference)).toMatchObject(unknown)
  await ann.confirm(file, ticket.reference)
  expect(await bob.confirm(file, ticket.reference)).toMatchObject(unknown)
  expect(await ann.confirm(file, 'tkt_none')).toMatchObject(unknown)
})

it.each([
  ['size', { size: 3 }],
  ['type', { type: 'text/html' }],
  ['content', { digest: announce('else').digest }],
])('registers no file of another %s under a ticket', async (_, changed) => {
  const { file, ticket } = await sent(`ticket for this ${JSON.stringify(changed)}`)
  expect(await ann.confirm({ ...file, ...changed }, ticket.reference)).toMatchObject({
    error: { status: 409, code: 'record-mismatch' },
  })
})

it('answers for each upload in the requested order, even if others fail', async () => {
  const { file, ticket } = await sent('one of three')
  const upload = { request: file, reference: ticket.reference, receipt: null }
  const uploads = [{ ...upload, reference: 'tkt_none' }, upload, {}]
  const { body } = await ann.call<{ files: { kind: string }[] }>('POST', '/files', { uploads })
  expect(body.files.map(({ kind }) => kind)).toEqual(['failed', 'confirmed', 'failed'])
})
