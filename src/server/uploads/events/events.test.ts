import { describe, expect, it, vi } from 'vitest'
import { announce, startUploads, type StartedUploads } from '../../../../test/server/startUploads.ts'
import { readEvents } from './readEvents.ts'

const storageEventsToken = 'a-secret-of-the-bucket'
const keyOf = (ticket: { readonly url: string }): string => new URL(ticket.url).pathname.slice(1)

/** As MinIO sends it. */
const eventOf = (key: string, eventName = 's3:ObjectCreated:Put') => ({
  EventName: eventName,
  Key: `uploads/${key}`,
  Records: [{ eventName, s3: { bucket: { name: 'uploads' }, object: { key: encodeURIComponent(key), size: 5 } } }],
})

function notify(
  { uploads }: Pick<StartedUploads, 'uploads'>,
  body: unknown,
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${storageEventsToken}` },
): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
  return uploads.onStorageEvent(new Request('https://app.test/events', init))
}

it('looks up no more keys than any storage names at once', async () => {
  const started = startUploads({ storageEventsToken })
  const find = vi.spyOn(started.uploads.service.records, 'findUploadByKey')
  const Records = Array.from({ length: 1001 }, (_, index) => eventOf(`key-${index}`).Records[0])
  expect((await notify(started, { Records })).status).toBe(413)
  expect(find).not.toHaveBeenCalled()
})

it('registers the upload of a closed tab once, and answers its confirm with the same file', async () => {
  const seen: string[] = []
  const afterRegistered = ({ file }: { file: { id: string } }): void => void seen.push(file.id)
  const started = startUploads({ storageEventsToken, afterRegistered })
  const ann = started.as('ann')
  const { file, ticket } = await ann.send('hello')
  for (const type of ['application/json', 'text/plain; charset=UTF-8']) {
    const headers = { authorization: `Bearer ${storageEventsToken}`, 'content-type': type }
    expect((await notify(started, eventOf(keyOf(ticket)), headers)).status).toBe(204)
  }
  const { files } = await ann.list()
  expect(files).toMatchObject([{ name: 'notes.txt', size: 5 }])
  expect((await ann.confirm(file, ticket.reference)).file.id).toBe(files[0].id)
  expect(seen).toEqual([files[0].id])
})

it('has nothing to do for an upload that is registered and deleted in the meantime', async () => {
  const profiles = { any: { maxSizeBytes: 100, sendWith: 'post' } } as const
  const started = startUploads({ storageEventsToken, profiles })
  const { store } = started
  const ann = started.as('ann')
  const { file, ticket } = await ann.send('hello')
  const copy = store.copy.bind(store)
  store.copy = async (object) => {
    store.copy = copy
    const { file: registered } = await ann.confirm(file, ticket.reference)
    await ann.call('DELETE', `/files/${registered.id}`)
    return copy(object)
  }
  const headers = { authorization: `Bearer ${storageEventsToken}` }
  expect((await notify(started, eventOf(keyOf(ticket)), headers)).status).toBe(204)
  expect([(await ann.list()).files, store.objects.size]).toEqual([[], 0])
})

it('ends an upload whose object is not what was announced', async () => {
  const started = startUploads({ storageEventsToken })
  const ann = started.as('ann')
  const ticket = await ann.ticket(announce('right'))
  started.store.put(keyOf(ticket), 'wrong')
  expect((await notify(started, eventOf(keyOf(ticket)))).status).toBe(204)
  expect(started.store.objects.size).toBe(0)
  expect((await ann.list()).files).toEqual([])
})

it.each([
  ['a key of nobody', eventOf('somebody/else')],
  ['another event', eventOf('somebody/else', 's3:ObjectRemoved:Delete')],
  ['a test of the sender', { Event: 's3:TestEvent' }],
  ['a list', []],
  ['nothing', null],
])('ignores %s', async (_, body) => {
  expect((await notify(startUploads({ storageEventsToken }), body)).status).toBe(204)
})

it.each([
  ['without a token', {}],
  ['with another', { authorization: 'Bearer another' }],
  ['with a prefix of it', { authorization: `Bearer ${storageEventsToken.slice(0, -1)}` }],
])('answers 401 to a sender %s', async (_, headers) => {
  const started = startUploads({ storageEventsToken })
  const { ticket } = await started.as('ann').send('hello')
  expect((await notify(started, eventOf(keyOf(ticket)), headers)).status).toBe(401)
  expect((await started.as('ann').list()).files).toEqual([])
})

it('is closed if no token is configured', async () => {
  expect((await notify(startUploads(), eventOf('x'), { authorization: 'Bearer undefined' })).status).toBe(401)
})

it('asks storage to send it again when something fails', async () => {
  const started = startUploads({ storageEventsToken })
  const { ticket } = await started.as('ann').send('hello')
  started.store.head = () => Promise.reject(new Error('no answer'))
  expect((await notify(started, eventOf(keyOf(ticket)))).status).toBe(500)
  expect(started.errors.map(({ call }) => call)).toEqual(['onStorageEvent'])
})

describe('readEvents', () => {
  const record = { eventName: 'ObjectCreated:Post', s3: { object: { key: 'a+b%2Fc' } } }

  it.each([
    ["S3's", { Records: [record] }],
    ["SNS's", { Type: 'Notification', Message: JSON.stringify({ Records: [record] }) }],
    ["SQS's, which Lambda gets", { Records: [{ body: JSON.stringify({ Records: [record] }) }] }],
    ["EventBridge's", { 'detail-type': 'Object Created', detail: { object: { key: 'a b/c' } } }],
  ])('reads %s message', (_, body) => {
    expect(readEvents(body)).toEqual(['a b/c'])
  })

  it.each([
    ['a key that is not text', { Records: [{ ...record, s3: { object: { key: 1 } } }] }],
    ['a key with a broken escape', { Records: [{ ...record, s3: { object: { key: '%' } } }] }],
    ['a message that is not JSON', { Message: '{' }],
  ])('reads nothing in %s', (_, body) => {
    expect(readEvents(body)).toEqual([])
  })

  it('does not follow messages in messages without end', () => {
    let body: object = { Records: [record] }
    for (let depth = 0; depth < 8; depth += 1) body = { Message: JSON.stringify(body) }
    expect(readEvents(body)).toEqual([])
  })
})
