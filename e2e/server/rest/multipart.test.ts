import { createHash } from 'node:crypto'
import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { announce, type ToAnnounce } from '../../uploads/contract/announce.ts'
import { startTestStack, type TestStack } from '../forTests.ts'
import { RestClient, type AnyTicket } from './restClient.ts'

let stack: TestStack
let ann: RestClient
let bob: RestClient

const fiveMiB = 5 * 1024 ** 2
const content = `${'a'.repeat(fiveMiB)}the end`
const [large, small] = [content.slice(0, fiveMiB), content.slice(fiveMiB)]

beforeAll(async () => {
  stack = await startTestStack({
    tokens: { ann: 'ann', bob: 'bob' },
    multipartAboveBytes: fiveMiB,
    partSizeBytes: fiveMiB,
  })
  ann = new RestClient(stack.url, 'ann')
  bob = new RestClient(stack.url, 'bob')
})
afterAll(() => stack.stop())

interface Signed {
  readonly parts: readonly { readonly url: string; readonly headers: Readonly<Record<string, string>> }[]
}

const md5 = (text: string) => ({ algorithm: 'md5', base64: createHash('md5').update(text).digest('base64') })
/** Lists the open uploads of a ticket by its complete key, because MinIO does not list them by prefix. */
async function openUploads(reference: string): Promise<number> {
  const Prefix = stack.server.records.uploads().find(({ id }) => id === reference)?.key
  const list = new ListMultipartUploadsCommand({ Bucket: stack.storage.bucket, Prefix })
  return (await stack.objects.client.send(list)).Uploads?.length ?? 0
}

/** Makes a unique file, because equal content would be recognised. */
async function begin(): Promise<{ file: ToAnnounce; ticket: AnyTicket; tail: string }> {
  const tail = `${small} ${Math.random()}`
  const file = announce(large + tail, { name: 'long.mp4', type: 'video/mp4' })
  return { file, ticket: await ann.ticket(file), tail }
}

async function sendPart(reference: string, number: number, text: string, sent = text): Promise<Response> {
  const wanted = { number, size: Buffer.byteLength(text), digest: md5(text) }
  const { body } = await ann.call<Signed>('POST', '/multipart/sign', { reference, parts: [wanted] })
  const [part] = body.parts
  return fetch(part?.url ?? '', { method: 'PUT', headers: { ...part?.headers }, body: sent })
}

const etagOf = (answer: Response): string => answer.headers.get('etag')?.replaceAll('"', '') ?? ''
const list = async (client: RestClient, reference: string) =>
  client.call<{ kind: string; parts?: { number: number; size: number }[] }>('POST', '/multipart/list', { reference })
const complete = (reference: string, etags: readonly (string | null)[]) =>
  ann.call<{ receipt: { etag: string } }>('POST', '/multipart/complete', {
    reference,
    parts: etags.map((etag, index) => ({ number: index + 1, etag })),
  })

it('accepts a large file in parts, combines them and registers the result', async () => {
  const { file, ticket, tail } = await begin()
  expect(ticket).toMatchObject({ kind: 'multipart', partDigest: 'md5' })
  const first = await sendPart(ticket.reference, 1, large)
  expect((await list(ann, ticket.reference)).body).toMatchObject({
    kind: 'open',
    parts: [{ number: 1, size: fiveMiB }],
  })
  await sendPart(ticket.reference, 2, tail)
  const joined = await complete(ticket.reference, [etagOf(first), null])
  expect(joined.body.receipt.etag).toMatch(/-2$/)
  expect((await complete(ticket.reference, [etagOf(first), null])).body).toEqual(joined.body)
  expect((await list(ann, ticket.reference)).body).toMatchObject({ kind: 'completed' })
  const confirmed = await ann.confirm(file, ticket.reference, joined.body.receipt.etag)
  expect(confirmed.file).toMatchObject({ name: 'long.mp4', size: file.size })
  expect(await stack.objects.sha256OfFile(confirmed.file.id)).toBe(
    createHash('sha256')
      .update(large + tail)
      .digest('hex'),
  )
})

it('answers the same upload with the same reference while it is open', async () => {
  const { file, ticket } = await begin()
  await sendPart(ticket.reference, 1, large)
  expect(await ann.ticket(file)).toEqual(ticket)
  expect((await list(ann, ticket.reference)).body.parts).toHaveLength(1)
})

it('makes storage refuse a part with other bytes', async () => {
  const { ticket, tail } = await begin()
  const answer = await sendPart(ticket.reference, 2, tail, tail.toUpperCase())
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('BadDigest')])
})

it('does not combine parts that are missing or differ', async () => {
  const { ticket } = await begin()
  await sendPart(ticket.reference, 1, large)
  for (const etags of [[null, null], ['0'.repeat(32)]]) {
    expect((await complete(ticket.reference, etags)).body).toMatchObject({
      error: { status: 409, code: 'not-verified' },
    })
  }
})

it('drops the parts of an abandoned upload, and answers that it is gone', async () => {
  const { ticket } = await begin()
  expect(await openUploads(ticket.reference)).toBe(1)
  expect((await ann.call('POST', '/multipart/abort', { reference: ticket.reference })).status).toBe(204)
  expect(await openUploads(ticket.reference)).toBe(0)
  expect((await list(ann, ticket.reference)).body).toEqual({ kind: 'gone' })
  expect((await complete(ticket.reference, [null])).status).toBe(404)
})

it("does not reveal another tenant's parts", async () => {
  const { ticket } = await begin()
  expect((await list(bob, ticket.reference)).status).toBe(404)
  await bob.call('POST', '/multipart/abort', { reference: ticket.reference })
  expect((await list(ann, ticket.reference)).body).toMatchObject({ kind: 'open' })
})
