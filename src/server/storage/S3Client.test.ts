import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ObjectStore } from './ObjectStore.js'
import { s3 } from './s3.js'
import type { StorageError } from './StorageError.js'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-04T05:06:07Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

type Answer = Response | Error | 'nothing'

const xml = (status: number, body: string, headers: Record<string, string> = {}): Response =>
  new Response(body === '' ? null : `<?xml version="1.0"?>${body}`, { status, headers })
const refused = (status: number, code: string, headers?: Record<string, string>): Response =>
  xml(status, `<Error><Code>${code}</Code><Message>SIGNATURE-SENTINEL</Message></Error>`, headers)

/** A bucket whose storage gives these answers, one after the other, and the last one again and again. */
function bucketAnswering(...answers: Answer[]): { store: ObjectStore; sent: { url: string; init: RequestInit }[] } {
  const sent: { url: string; init: RequestInit }[] = []
  const send = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    sent.push({ url: input instanceof Request ? input.url : input.toString(), init })
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer instanceof Error) throw answer
    if (answer instanceof Response) return answer.clone()
    return new Promise((_, reject) => {
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
    })
  }
  const keys = { accessKeyId: 'AKID', secretAccessKey: 'SECRET-SENTINEL' }
  return { store: s3({ endpoint: 'https://a.test', bucket: 'b', provider: 'minio', fetch: send, ...keys }), sent }
}

/** Lets the waits between the tries pass. */
async function settled<T>(call: Promise<T>): Promise<T | StorageError> {
  const result = call.catch((error: StorageError) => error)
  await vi.runAllTimersAsync()
  return result
}

const started = xml(200, '<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>')

describe('a call that may succeed later', () => {
  it.each<[string, Answer]>([
    [
      'a cut connection',
      new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) }),
    ],
    ['SlowDown', refused(503, 'SlowDown')],
    ['a gateway without an answer', new Response('<html><p>Bad gateway</html>', { status: 502 })],
    ['an internal error', refused(500, 'InternalError')],
    ['a timeout with status 400', refused(400, 'RequestTimeout')],
    ['two conditional writes at once', refused(409, 'ConditionalRequestConflict')],
    ['an error after a 200', refused(200, 'InternalError')],
  ])('is repeated after %s', async (_, answer) => {
    const { store, sent } = bucketAnswering(answer, answer, started)
    expect(await settled(store.startParts('k', 'text/plain'))).toBe('u1')
    expect(sent).toHaveLength(3)
  })

  it('is given up after four tries', async () => {
    const { store, sent } = bucketAnswering(refused(503, 'SlowDown'))
    expect(await settled(store.startParts('k', 'text/plain'))).toMatchObject({ status: 503, code: 'SlowDown' })
    expect(sent).toHaveLength(4)
  })

  it('is given up when its time is over', async () => {
    const { store, sent } = bucketAnswering('nothing')
    const begun = Date.now()
    expect(await settled(store.remove('k'))).toMatchObject({
      status: null,
      code: 'Timeout',
      message: 'Storage did not answer DeleteObject (Timeout).',
    })
    expect([sent.length, Date.now() - begun]).toEqual([1, 30_000])
  })

  it.each([
    [403, 'AccessDenied'],
    [404, 'NoSuchBucket'],
    [400, 'InvalidPart'],
    [501, 'NotImplemented'],
    [200, 'InvalidPart'],
  ])('is not repeated after %i %s', async (status, code) => {
    const { store, sent } = bucketAnswering(refused(status, code))
    expect(await settled(store.startParts('k', 'text/plain'))).toMatchObject({ name: 'StorageError', status, code })
    expect(sent).toHaveLength(1)
  })
})

describe('the error of a call', () => {
  it('contains nothing that storage or the network has said but a code', async () => {
    const network = new TypeError('error sending request for url (https://a.test/b/k?SIGNATURE-SENTINEL)')
    for (const answer of [refused(403, 'AccessDenied'), refused(403, '<b>SIGNATURE-SENTINEL</b>'), network]) {
      const error = await settled(bucketAnswering(answer).store.startParts('k', 'text/plain'))
      expect(error).toBeInstanceOf(Error)
      const { message, stack, cause } = error as StorageError
      expect(JSON.stringify([message, stack, String(cause), error])).not.toMatch(/SENTINEL/)
    }
  })

  it('says by how much the clock is wrong', async () => {
    const date = { date: new Date(Date.now() - 1_200_000).toUTCString() }
    const error = await settled(
      bucketAnswering(refused(403, 'RequestTimeTooSkewed', date)).store.startParts('k', 'a/b'),
    )
    expect((error as StorageError).message).toBe(
      'Storage answered CreateMultipartUpload with 403 RequestTimeTooSkewed. The clock of this server differs too much from that of storage: it is 1200 seconds ahead.',
    )
  })

  it('says so too where only the date of the answer tells', async () => {
    const headers = { date: new Date(Date.now() + 7_200_000).toUTCString() }
    const error = await settled(bucketAnswering(new Response(null, { status: 403, headers })).store.head('k'))
    expect((error as StorageError).message).toMatch(/The clock of this server .*: it is 7[12]\d\d seconds behind\.$/)
  })

  it('says in which region the bucket is', async () => {
    const answer = new Response(null, {
      status: 301,
      headers: { 'x-amz-bucket-region': 'eu-west-1', location: 'https://b.test' },
    })
    const { store, sent } = bucketAnswering(answer)
    expect(await settled(store.head('k'))).toMatchObject({
      status: 301,
      message: "Storage answered HeadObject with 301. The bucket is in the region 'eu-west-1'.",
    })
    expect(sent.map(({ init }) => init.redirect)).toEqual(['manual'])
  })

  it('says what a 403 may mean that has no code', async () => {
    const error = await settled(bucketAnswering(new Response(null, { status: 403 })).store.head('k'))
    expect((error as StorageError).message).toContain('s3:ListBucket')
  })

  it('says that something other than S3 has answered', async () => {
    const { store } = bucketAnswering(new Response('<!doctype html><p>Log in', { status: 200 }))
    expect(await settled(store.listParts('k', 'u'))).toMatchObject({
      status: 200,
      message: expect.stringContaining('not what S3 sends'),
    })
    expect(await settled(store.findMultipartUploads('k'))).toMatchObject({ name: 'StorageError' })
  })
})

describe('an answer', () => {
  it.each<[string, Response, string]>([
    [
      'joined',
      xml(200, '   \n<CompleteMultipartUploadResult><ETag>"a-1"</ETag></CompleteMultipartUploadResult>'),
      'joined',
    ],
    ['taken', refused(412, 'PreconditionFailed'), 'taken'],
    ['taken after a 200', refused(200, 'PreconditionFailed'), 'taken'],
    ['gone', refused(404, 'NoSuchUpload'), 'gone'],
    ['gone after a 200', refused(200, 'NoSuchUpload'), 'gone'],
  ])('says that an upload is %s', async (_, answer, expected) => {
    const { store, sent } = bucketAnswering(answer)
    expect(await settled(store.joinParts('k', 'u', [{ number: 1, etag: 'a&"b' }]))).toBe(expected)
    expect(new TextDecoder().decode(sent[0]?.init.body as Uint8Array)).toContain('<ETag>"a&amp;&quot;b"</ETag>')
  })

  it('counts as a failed copy if it is an error after a 200', async () => {
    const copy = { from: 'a', to: 'b', etag: 'e' }
    expect(await settled(bucketAnswering(refused(200, 'AccessDenied')).store.copy(copy))).toMatchObject({
      code: 'AccessDenied',
    })
    expect(await settled(bucketAnswering(refused(200, 'PreconditionFailed')).store.copy(copy))).toBe('source-changed')
  })

  it('lists the parts of all pages', async () => {
    const page = (number: number, more: boolean): Response =>
      xml(
        200,
        `<ListPartsResult><Part><PartNumber>${number}</PartNumber><Size>5</Size><ETag>&quot;e${number}&quot;</ETag></Part><IsTruncated>${more}</IsTruncated><NextPartNumberMarker>${number}</NextPartNumberMarker></ListPartsResult>`,
      )
    const { store, sent } = bucketAnswering(page(1, true), page(2, true), page(3, false))
    const parts = await settled(store.listParts('k', 'u'))
    expect(parts).toEqual([1, 2, 3].map((number) => ({ number, size: 5, etag: `e${number}` })))
    expect(sent.map(({ url }) => new URL(url).searchParams.get('part-number-marker'))).toEqual([null, '1', '2'])
  })

  it('lists the uploads of one key on all pages, with keys escaped as forms do', async () => {
    const page = (entries: string, more: boolean, next: string): Response =>
      xml(
        200,
        `<ListMultipartUploadsResult><EncodingType>url</EncodingType><NextKeyMarker>${next}</NextKeyMarker><NextUploadIdMarker>m${next}</NextUploadIdMarker>${entries}<IsTruncated>${more}</IsTruncated></ListMultipartUploadsResult>`,
      )
    const entry = (key: string, id: string): string => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`
    const { store, sent } = bucketAnswering(
      page(entry('a+b%2B%C3%A9', '1'), true, 'a+b%2B%C3%A9'),
      page(entry('a%20b%2B%C3%A9', '2') + entry('a+b%2B%C3%A9c', '3'), true, 'a+b%2B%C3%A9c'),
      page(entry('a+b%2B%C3%A9', '4'), false, ''),
    )
    expect(await settled(store.findMultipartUploads('a b+é'))).toEqual(['1', '2'])
    expect(new URL(sent[1]?.url ?? '').searchParams.get('key-marker')).toBe('a b+é')
    expect(sent).toHaveLength(2)
  })

  it('ends a listing that goes in circles', async () => {
    const page = xml(
      200,
      '<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>1</NextPartNumberMarker></ListPartsResult>',
    )
    const { store, sent } = bucketAnswering(page)
    expect(await settled(store.listParts('k', 'u'))).toEqual([])
    expect(sent).toHaveLength(2)
  })

  it('describes an object without the digest of its parts', async () => {
    const headers = { 'content-length': '7', etag: '"abc-2"', 'content-type': 'a/b', 'x-amz-checksum-sha256': 'xyz=-2' }
    const { store } = bucketAnswering(new Response(null, { headers }))
    expect(await settled(store.head('k'))).toEqual({
      size: 7,
      etag: 'abc-2',
      type: 'a/b',
      encoding: null,
      sha256: null,
    })
    for (const lacking of [{ etag: '"a"' }, { etag: '"a"', 'content-length': 'x' }, { 'content-length': '7' }]) {
      const answer = bucketAnswering(new Response(null, { headers: lacking }))
      expect(await settled(answer.store.head('k'))).toMatchObject({ name: 'StorageError' })
    }
  })
})
