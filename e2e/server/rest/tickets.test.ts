import { setTimeout as delay } from 'node:timers/promises'
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOf } from '../../storage/answers/answerOf.ts'
import { answersOf, type StorageAnswers } from '../../storage/answers/storageAnswers.ts'
import { announce, announceUnhashed } from '../../uploads/contract/announce.ts'
import { sendBytes } from '../../uploads/contract/sendBytes.ts'
import { startTestStack, type TestStack } from '../forTests.ts'
import { RestClient } from './restClient.ts'

const md5OfHello = 'XUFAKrxLKna5cZ2REBfFkg=='

let stack: TestStack
let storage: StorageAnswers
let ann: RestClient
let bob: RestClient
let posting: RestClient

beforeAll(async () => {
  stack = await startTestStack({ tokens: { 'token-of-ann': 'ann', 'token-of-bob': 'bob' } })
  storage = await answersOf(stack.storage)
  ann = new RestClient(stack.url, 'token-of-ann')
  bob = new RestClient(stack.url, 'token-of-bob')
  posting = new RestClient(stack.url, 'token-of-ann', '?sendWith=post')
})
afterAll(() => stack.stop())

/** Starts a server with other options and the same storage. */
async function withOptions<T>(options: object, run: (client: RestClient) => Promise<T>): Promise<T> {
  const other = await startTestStack({ storage: stack.storage, ...options })
  try {
    return await run(new RestClient(other.url))
  } finally {
    await other.stop()
  }
}

/** Requests a ticket for the same text, and returns its reference. */
async function askAs(key: string): Promise<string | undefined> {
  const file = announceUnhashed('by header')
  const answer = await ann.call<{ tickets: { reference: string }[] }>(
    'POST',
    '/tickets',
    { files: [file] },
    { 'Idempotency-Key': key },
  )
  return answer.body.tickets[0]?.reference
}

describe('a PUT ticket', () => {
  it.each([
    ['sha-256', undefined],
    ['md5', { digest: { algorithm: 'md5', base64: md5OfHello } } as const],
  ])('lets storage take these bytes under their %s, and no others', async (_, digest) => {
    const ticket = await ann.ticket(announce('hello', digest))
    expect((await sendBytes(ticket, 'jello')).status).toBe(400)
    expect(await answerOf(await sendBytes(ticket, 'hell'))).toMatchObject(storage.to['another length than was signed'])
    const otherType = await sendBytes(ticket, 'hello', { 'content-type': 'text/html' })
    expect(await answerOf(otherType)).toMatchObject(storage.to['another type than was signed'])
    expect((await sendBytes(ticket, 'hello')).status).toBe(200)
  })

  it('still fixes the type and length of a file that was not hashed', async () => {
    const ticket = await ann.ticket(announceUnhashed('no digest'))
    expect(ticket.headers).toMatchObject({ 'content-type': 'text/plain', 'if-none-match': '*' })
    expect((await sendBytes(ticket, 'no digest and more')).status).toBe(403)
    expect((await sendBytes(ticket, 'no digest')).status).toBe(200)
  })

  it('does not sign the checksum of an empty body into the URL', async () => {
    expect((await ann.ticket(announce('a photo'))).url).not.toMatch(/crc32|sdk-checksum/i)
  })

  it("has a reference and a key without a URL or the file's name", async () => {
    const ticket = await ann.ticket(announce('secret', { name: '../../höllo "x".png' }))
    expect(ticket.reference).toMatch(/^tkt_[0-9a-f]{44}$/)
    expect(new URL(ticket.url).pathname).toMatch(/^\/coatcheck\/rest_2fann\/[0-9a-f]{44}$/)
  })

  it('expires', async () => {
    await withOptions({ ticketExpiresInSeconds: 1 }, async (client) => {
      const ticket = await client.ticket(announce('too late'))
      expect(ticket.expiresInSeconds).toBe(1)
      await delay(2100)
      expect(await answerOf(await sendBytes(ticket, 'too late'))).toMatchObject(storage.to['an expired signature'])
    })
  })

  it('accepts an empty file', async () => {
    const file = await ann.upload('')
    expect([file.size, await stack.objects.sha256OfFile(file.id)]).toEqual([
      0,
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ])
  })
})

describe('a POST ticket', () => {
  it('is issued if the server is to issue it', async () => {
    await withOptions({ sendWith: 'post' }, async (client) => {
      const file = announce('form', { type: 'image/png' })
      const ticket = await client.ticket(file)
      expect([ticket.kind, ticket.fields.at(-1)]).toEqual(['post', ['file', '@file']])
      expect((await sendBytes(ticket, 'form')).status).toBe(204)
      expect(await client.confirm(file, ticket.reference)).toMatchObject({
        kind: 'confirmed',
        file: { type: 'image/png' },
      })
    })
  })

  it('is issued when the URL of the API asks for it', async () => {
    expect(await posting.ticket(announce('by address'))).toMatchObject({ kind: 'post' })
  })

  it.each([
    ['a form with too many bytes', 'this form!'],
    ['a form with too few bytes', 'this'],
  ] as const)('is no good for %s', async (rule, content) => {
    const ticket = await posting.ticket(announceUnhashed('this form'))
    expect(await answerOf(await sendBytes(ticket, content))).toMatchObject(storage.to[rule])
  })

  it('refuses other bytes', async () => {
    const ticket = await posting.ticket(announce('this form'))
    expect(await answerOf(await sendBytes(ticket, 'that form'))).toMatchObject(
      storage.to['a form with other bytes than its SHA-256 says'],
    )
  })
})

describe('bytes that are stored already', () => {
  it('are found by digest, size and type', async () => {
    const metadata = { album: 'harbour', pages: [1, 2] }
    const first = await ann.upload('twice', { metadata })
    const again = await ann.ticket(announce('twice', { metadata: { pages: [1, 2], album: 'harbour' } }))
    expect(again).toMatchObject({ kind: 'existing', file: { id: first.id } })
    expect(await ann.ticket(announce('twice', { type: 'text/css' }))).toMatchObject({ kind: 'put' })
  })

  it.each([
    ['another name', { name: 'second.txt' }],
    ['other metadata', { metadata: { album: 'market' } }],
  ])('make a second file over the same object under %s', async (_, said) => {
    const content = `said ${JSON.stringify(said)}`
    const first = await ann.upload(content)
    const file = announce(content, said)
    const ticket = await ann.ticket(file)
    expect(ticket.kind).toBe('stored')
    const { file: second } = await ann.confirm(file, ticket.reference)
    expect(second.id).not.toBe(first.id)
    expect(second).toMatchObject(said)
    const keys = stack.server.records.files().filter(({ id }) => id === first.id || id === second.id)
    expect(new Set(keys.map(({ objectKey }) => objectKey)).size).toBe(1)
    expect(await ann.ticket(announce(content, said))).toMatchObject({ kind: 'existing', file: { id: second.id } })
    expect(await (await fetch(second.url)).text()).toBe(content)
  })

  it('stay if the first file needs them when the second one is abandoned', async () => {
    const first = await ann.upload('still needed')
    const { reference } = await ann.ticket(announce('still needed', { name: 'second.txt' }))
    await ann.abandon(reference)
    expect(await (await fetch(first.url)).text()).toBe('still needed')
  })

  it('that arrived but were not registered do not serve another upload with other metadata', async () => {
    const file = announce('unregistered')
    await sendBytes(await ann.ticket(file), 'unregistered')
    expect(await ann.ticket(announce('unregistered', { metadata: { album: 'market' } }))).toMatchObject({ kind: 'put' })
  })

  it('are not shared with another tenant', async () => {
    await ann.upload('of ann')
    expect(await bob.ticket(announce('of ann'))).toMatchObject({ kind: 'put' })
  })

  it('are no longer recognised once storage has lost them', async () => {
    const file = await ann.upload('soon lost')
    const key = stack.server.records.files().find(({ id }) => id === file.id)?.objectKey ?? ''
    await stack.objects.client.send(new DeleteObjectCommand({ Bucket: stack.storage.bucket, Key: key }))
    expect(await ann.ticket(announce('soon lost'))).toMatchObject({ kind: 'put' })
  })

  it('only need to be registered if an earlier attempt has sent them', async () => {
    const file = announce('lost answer')
    const ticket = await ann.ticket(file)
    await sendBytes(ticket, 'lost answer')
    for (const asked of [file, announce('lost answer')]) {
      expect(await ann.ticket(asked)).toMatchObject({ kind: 'stored', reference: ticket.reference })
    }
    expect(await bob.ticket(announce('lost answer'))).toMatchObject({ kind: 'put' })
    expect(await ann.confirm(file, ticket.reference)).toMatchObject({ kind: 'confirmed' })
  })

  it('do not count as sent if the key has other bytes', async () => {
    const file = announce('the true text')
    const { reference } = await ann.ticket(file)
    const Key = stack.server.records.uploads().find(({ id }) => id === reference)?.key
    await stack.objects.client.send(new PutObjectCommand({ Bucket: stack.storage.bucket, Key, Body: 'the fake text' }))
    const again = await ann.ticket(file)
    expect(again).toMatchObject({ kind: 'put' })
    expect(again.reference).not.toBe(reference)
  })
})

describe('the same upload requested twice', () => {
  it('keeps its reference and gets a fresh URL', async () => {
    const file = announce('asked twice')
    const first = await ann.ticket(file)
    await delay(1100)
    const second = await ann.ticket(file)
    expect(second.reference).toBe(first.reference)
    expect(second.url).not.toBe(first.url)
  })

  it('uses the header when one file is requested', async () => {
    expect(await askAs('upload-7')).toBe(await askAs('upload-7'))
    expect(await askAs('upload-8')).not.toBe(await askAs('upload-7'))
  })

  it('gets a new ticket for other bytes, which invalidates the old one', async () => {
    const file = announce('before', { idempotencyKey: 'one-upload' })
    const first = await ann.ticket(file)
    const second = await ann.ticket(announce('after', { idempotencyKey: 'one-upload' }))
    expect(second.reference).not.toBe(first.reference)
    expect(await ann.confirm(file, first.reference)).toMatchObject({ error: { status: 410, code: 'ticket-expired' } })
  })
})

describe('a call for tickets', () => {
  it('answers for each file in the requested order, even if others fail', async () => {
    const stored = await ann.upload('in the middle')
    await withOptions({ maxSizeBytes: 20 }, async (client) => {
      const [fits, big] = await client.tickets(announce('fits'), announce('this is longer than that'))
      expect([fits?.kind, big?.error]).toEqual([
        'put',
        { status: 413, code: 'too-large', message: 'Files may be at most 20 bytes.', limit: 20 },
      ])
    })
    const kinds = await ann.tickets(announce('new'), announce('in the middle'), { id: 'x' })
    expect(kinds.map(({ kind }) => kind)).toEqual(['put', 'existing', 'failed'])
    expect(kinds[1]?.file.id).toBe(stored.id)
  })

  it.each([
    ['no name', { name: undefined }, '`name` must be a text of 0 to 1024 characters.'],
    ['a negative size', { size: -1 }, '`size` must be a whole number of at least 0.'],
    ['a type that would break a header', { type: 'text/plain\r\nx: y' }, '`type` must be a MIME type.'],
    [
      'a digest in hex',
      { digest: { algorithm: 'md5', base64: 'd41d8cd98f00b204e9800998ecf8427e' } },
      '`digest.base64` must be 16 bytes in base64.',
    ],
    [
      'a digest of another kind',
      { digest: { algorithm: 'crc', base64: '' } },
      '`digest.algorithm` must be md5 or sha-256.',
    ],
    [
      'a picture without width',
      { image: { width: 0, height: 2 } },
      '`width` must be a whole number from 1 to 2147483647.',
    ],
    [
      'metadata that is a list',
      { metadata: [] },
      '`metadata` must be an object of at most 16384 bytes of JSON, without NUL and not too deep.',
    ],
  ])('turns a file away that has %s', async (_, changed, message) => {
    const ticket = await ann.ticket({ ...announce('x'), ...changed })
    expect(ticket.error).toEqual({ status: 422, code: 'request-invalid', message })
  })

  it.each([
    ['no JSON', 'hello', 400],
    ['no list', {}, 422],
    ['an empty list', { files: [] }, 422],
    ['a list that is too long', { files: Array.from({ length: 101 }, () => announce('x')) }, 422],
    ['more than a call may hold', { files: ['x'.repeat(3_000_000)] }, 413],
  ])('is refused as a whole with %s', async (_, body, status) => {
    const answer = await ann.call('POST', '/tickets', body)
    expect([answer.status, answer.body.error]).toMatchObject([status, { status, code: 'request-invalid' }])
  })

  it.each([
    ['a wrong token', 'wrong'],
    ['no token', undefined],
  ])('is refused with %s', async (_, token) => {
    const answer = await new RestClient(stack.url, token).call('POST', '/tickets', { files: [announce('x')] })
    expect([answer.status, answer.body]).toEqual([
      401,
      { error: { status: 401, code: 'unauthorized', message: 'Please sign in.' } },
    ])
  })
})
