import { expect, it } from 'vitest'
import { announce, startUploads, type Announced, type UploadsClient } from '../../../../test/server/startUploads.ts'
import { fitsPlan, partCountOf, partSizeFor } from './partPlan.ts'

const mib = 1024 ** 2
const large = 'a'.repeat(5 * mib)
const small = 'the end'

const start = () => {
  const started = startUploads({
    profiles: { any: { maxSizeBytes: 1024 ** 4 } },
    multipartAboveBytes: 5 * mib,
    partSizeBytes: 5 * mib,
  })
  return { ...started, ann: started.as('ann'), bob: started.as('bob') }
}
const file: Announced = announce(large + small, { name: 'long.mp4', type: 'video/mp4' })
const sign = (client: UploadsClient, reference: string, parts: readonly object[]) =>
  client.call('POST', '/multipart/sign', { reference, parts })
const list = async (client: UploadsClient, reference: string) => client.call('POST', '/multipart/list', { reference })
const complete = (client: UploadsClient, reference: string, etags: readonly (string | null)[]) =>
  client.call('POST', '/multipart/complete', {
    reference,
    parts: etags.map((etag, index) => ({ number: index + 1, etag })),
  })

async function sendAll({ ann, store }: Pick<ReturnType<typeof start>, 'ann' | 'store'>, contents = [large, small]) {
  const ticket = await ann.ticket(file)
  const wanted = contents.map((content, index) => ({ number: index + 1, size: content.length }))
  const { body } = await sign(ann, ticket.reference, wanted)
  const etags = contents.map((content, index) => store.send(body.parts[index].url, content).etag)
  return { ticket, etags }
}

it('takes a file in parts, joins them once, and registers the result', async () => {
  const { ann, store } = start()
  const { ticket, etags } = await sendAll({ ann, store })
  expect(ticket).toEqual({ kind: 'multipart', partSizeBytes: 5 * mib, reference: ticket.reference, partDigest: 'md5' })
  expect((await list(ann, ticket.reference)).body.parts).toHaveLength(2)
  const joined = await complete(ann, ticket.reference, [etags[0] ?? '', null])
  expect(joined.body.receipt.etag).toMatch(/-2$/)
  expect((await complete(ann, ticket.reference, [null, null])).body).toEqual(joined.body)
  expect((await list(ann, ticket.reference)).body).toMatchObject({ kind: 'completed' })
  const confirmed = await ann.confirm(file, ticket.reference, joined.body.receipt.etag)
  expect(confirmed.file).toMatchObject({ name: 'long.mp4', size: file.size })
  expect((await complete(ann, ticket.reference, [null, null])).body).toEqual(joined.body)
})

it('reads what was joined, because storage has verified only the parts', async () => {
  const { ann, store } = start()
  const { ticket } = await sendAll({ ann, store }, [large, 'The End'])
  await complete(ann, ticket.reference, [null, null])
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ error: { status: 409, code: 'not-verified' } })
  expect(store.objects.size).toBe(0)
})

it.each([
  ['a part behind the last', { number: 3, size: 7 }],
  ['a first part that is too small', { number: 1, size: 7 }],
  ['a last part that is too large', { number: 2, size: 5 * mib }],
  ['a part of 5 TB', { number: 1, size: 5 * 1024 ** 4 }],
])('does not sign %s', async (_, part) => {
  const { ann } = start()
  const { reference } = await ann.ticket(file)
  const { status, body } = await sign(ann, reference, [part])
  expect([status, body.error.code, body.error.message]).toEqual([
    422,
    'request-invalid',
    expect.stringContaining('part'),
  ])
})

it.each([
  ['missing', [null]],
  ['named twice', [null, null, null]],
  ['another', ['0'.repeat(32), null]],
])('does not join parts of which one is %s', async (_, etags) => {
  const { ann, store } = start()
  const { ticket } = await sendAll({ ann, store })
  const { status, body } = await complete(ann, ticket.reference, etags)
  expect([status, body.error.code]).toEqual([409, 'not-verified'])
})

it('does not join parts that storage lacks', async () => {
  const { ann } = start()
  const { reference } = await ann.ticket(file)
  expect((await complete(ann, reference, [null, null])).status).toBe(409)
})

it('answers the same reference and keeps the parts while the upload is open', async () => {
  const { ann, store } = start()
  const { ticket } = await sendAll({ ann, store })
  expect(await ann.ticket(file)).toEqual(ticket)
  expect((await list(ann, ticket.reference)).body.parts).toHaveLength(2)
})

it('begins anew if storage has dropped the parts', async () => {
  const { ann, store } = start()
  const { ticket } = await sendAll({ ann, store })
  store.multiparts.clear()
  expect((await ann.ticket(file)).reference).not.toBe(ticket.reference)
})

it('starts one multipart upload, whoever asks at the same time', async () => {
  const { ann, store } = start()
  await Promise.all([1, 2, 3].map(() => ann.ticket(file)))
  expect(store.multiparts.size).toBe(1)
})

it('drops the parts of an upload that is given up', async () => {
  const { ann, store } = start()
  const { ticket } = await sendAll({ ann, store })
  expect((await ann.call('POST', '/multipart/abort', { reference: ticket.reference })).status).toBe(204)
  expect(store.multiparts.size).toBe(0)
  expect((await list(ann, ticket.reference)).body).toEqual({ kind: 'gone' })
  expect((await complete(ann, ticket.reference, [null, null])).status).toBe(404)
  expect((await sign(ann, ticket.reference, [{ number: 2, size: 7 }])).status).toBe(404)
})

it("neither shows nor touches another owner's parts", async () => {
  const { ann, bob, store } = start()
  const { ticket } = await sendAll({ ann, store })
  expect((await list(bob, ticket.reference)).status).toBe(404)
  expect((await sign(bob, ticket.reference, [{ number: 2, size: 7 }])).status).toBe(404)
  expect((await complete(bob, ticket.reference, [null, null])).status).toBe(404)
  expect((await bob.call('POST', '/multipart/abort', { reference: ticket.reference })).status).toBe(204)
  expect((await list(ann, ticket.reference)).body).toMatchObject({ kind: 'open' })
})

it('plans parts of whole mebibytes, of which there are ten thousand at the most', () => {
  for (const size of [1, 5 * mib, 5 * mib + 1, 49_999 * mib, 160_000 * mib, 5 * 1024 ** 4]) {
    const partSize = partSizeFor(size, 5 * mib)
    const count = partCountOf(size, 5 * mib)
    expect(partSize % mib).toBe(0)
    expect(count).toBeLessThanOrEqual(10_000)
    const last = size - (count - 1) * partSize
    expect(last).toBeGreaterThan(0)
    expect(fitsPlan(size, 5 * mib, { number: count, size: last })).toBe(true)
    expect(fitsPlan(size, 5 * mib, { number: count + 1, size: 1 })).toBe(false)
  }
})

it('leaves no multipart upload of a process that stopped before it had recorded it', async () => {
  const { ann, store } = start()
  const { ticket, etags } = await sendAll({ ann, store })
  const [upload] = store.multiparts.values()
  await store.startParts(upload?.key ?? '', file.type)
  await complete(ann, ticket.reference, etags)
  expect(await ann.confirm(file, ticket.reference)).toMatchObject({ kind: 'confirmed' })
  expect(store.multiparts.size).toBe(0)
})
