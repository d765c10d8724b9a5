import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SendOutcome } from '../../contract/ports/transport.js'
import { type Circumstances, readOutcome } from './readOutcome.js'
import type { PreparedRequest } from '../request/prepareRequest.js'
import type { AttemptResult } from '../attempt/runAttempt.js'

const url = 'https://storage.example/bucket/key?X-Amz-Signature=sentinel'
const put: PreparedRequest = {
  method: 'PUT',
  url,
  origin: 'https://storage.example',
  headers: new Headers(),
  body: new Blob(['hello']),
  sizeBytes: 5,
}
const post: PreparedRequest = { ...put, method: 'POST', body: new FormData() }
const usual: Circumstances = { dateMs: Date.UTC(2026, 10, 21, 12), isOnline: true, wasReached: false }

const answered = (more: Partial<AttemptResult & { kind: 'answered' }> = {}): AttemptResult => ({
  kind: 'answered',
  status: 200,
  responseUrl: url,
  headers: '',
  text: '',
  ...more,
})
const broken = (more: Partial<AttemptResult & { kind: 'broken' }> = {}): AttemptResult => ({
  kind: 'broken',
  sentBytes: 0,
  elapsedMs: 5,
  wasForbiddenByPolicy: false,
  ...more,
})
const read = (result: AttemptResult, of: PreparedRequest = put) => readOutcome(result, of, usual)
const s3Error = (code: string, message = '') => `<Error><Code>${code}</Code><Message>${message}</Message></Error>`

describe('readOutcome of a refusal', () => {
  it('adds a reason that stands in another element than the message', async () => {
    const text =
      '<Error><Code>InvalidPolicyDocument</Code><Message>No.</Message><Details>Policy expired.</Details></Error>'
    expect(await read(answered({ status: 400, text }))).toMatchObject({ refusal: { message: 'No. Policy expired.' } })
  })
})

describe('readOutcome without the code that reads bodies', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('treats what it cannot read as no answer', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const lost = { kind: 'no-answer', reason: 'network', sentBytes: 5 }
    expect(await read(answered({ status: 400, text: s3Error('ExpiredToken') }))).toEqual(lost)
    expect(await read(answered({ status: 201, text: '<PostResponse></PostResponse>' }), post)).toEqual(lost)
  })
})

describe('readOutcome of an answer', () => {
  it.each([200, 201, 204])('reads %d as stored, with the bare ETag', async (status) => {
    for (const of of [put, post]) {
      expect(await read(answered({ status, headers: 'etag: W/"abc"\r\n' }), of)).toEqual({
        kind: 'stored',
        receipt: { status, etag: 'abc' },
      })
    }
  })

  it.each(['', 'etag: ""'])('has no ETag if storage shows none (%j)', async (headers) => {
    expect(await read(answered({ headers }))).toEqual({ kind: 'stored', receipt: { status: 200, etag: null } })
  })

  it('finds the ETag of a form POST in its XML', async () => {
    const text = '<?xml version="1.0"?><PostResponse><ETag>&quot;abc&quot;</ETag></PostResponse>'
    const outcome = await read(answered({ status: 201, text }), post)
    expect(outcome).toEqual({ kind: 'stored', receipt: { status: 201, etag: 'abc' } })
  })

  it.each([
    ['an S3 error', s3Error('InternalError'), ''],
    ['a page', '<!doctype html><html></html>', ''],
    ['a page that only its header calls so', 'Please sign in', 'content-type: text/html; charset=utf-8'],
    ["a hotel's greeting", 'Please log in to Hotel Wifi', 'content-type: text/plain'],
    ['JSON', '{"error":"quota"}', 'content-type: application/json'],
    ['much of anything', 'x'.repeat(2 * 1024 ** 2), ''],
    ['foreign XML', '<wifi><login/></wifi>', 'content-type: application/xml'],
  ])('does not read %s under a 200 as stored', async (_, text, headers) => {
    for (const of of [put, post]) {
      expect(await read(answered({ text, headers }), of)).toEqual({
        kind: 'no-answer',
        reason: 'not-storage',
        sentBytes: 5,
      })
    }
  })

  it('does not accept the answer to a form for a PUT', async () => {
    const text = '<PostResponse><ETag>"abc"</ETag></PostResponse>'
    expect(await read(answered({ status: 201, text }))).toMatchObject({ reason: 'not-storage' })
  })

  it.each([202, 203, 205, 206, 226])('does not read %d as stored, because no storage answers so', async (status) => {
    for (const of of [put, post]) {
      expect(await read(answered({ status, headers: 'etag: "abc"' }), of)).toEqual({
        kind: 'no-answer',
        reason: 'not-storage',
        sentBytes: 5,
      })
    }
  })

  it('treats white space as an empty answer', async () => {
    expect(await read(answered({ text: ' \r\n' }))).toMatchObject({ kind: 'stored' })
  })

  it('reads an empty answer as stored, whatever its type', async () => {
    expect(await read(answered({ headers: 'content-type: text/html' }))).toMatchObject({ kind: 'stored' })
  })

  it("reads S3's code and message from a refusal", async () => {
    expect(await read(answered({ status: 403, text: s3Error('AccessDenied', 'Request has expired') }))).toEqual({
      kind: 'refused',
      refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
    })
  })

  it("keeps only the status of a refusal that is not S3's", async () => {
    for (const text of ['<html>Bad gateway</html>', '{"error":"x"}', '<Problem><Code>X</Code></Problem>', '']) {
      expect(await read(answered({ status: 502, text }))).toEqual({ kind: 'refused', refusal: { status: 502 } })
    }
  })

  it('does not repeat a code that is not one', async () => {
    const outcome = await read(answered({ status: 400, text: s3Error('see &lt;b&gt; http://x/y?signature=1') }))
    expect(outcome).toEqual({ kind: 'refused', refusal: { status: 400 } })
  })

  it('does not repeat a code that was part of the ticket or looks like a key', async () => {
    for (const code of ['s3cret-of-the-ticket', 'a1b2c3d4'.repeat(6), 'AKIAIOSFODNN7EXAMPLE']) {
      const signed = { ...put, headers: new Headers({ 'x-amz-meta-a': 's3cret-of-the-ticket' }) }
      expect(await read(answered({ status: 400, text: s3Error(code) }), signed)).toEqual({
        kind: 'refused',
        refusal: { status: 400 },
      })
    }
  })

  it('removes the signature from a message', async () => {
    const text = s3Error('AccessDenied', 'X-Amz-Signature=sentinel is wrong')
    expect(JSON.stringify(await read(answered({ status: 403, text })))).not.toContain('sentinel')
  })

  it.each([
    ['retry-after: 60', 60],
    ['retry-after: Sat, 21 Nov 2026 12:00:05 GMT', 5],
  ])('passes on %s', async (headers, retryAfterSeconds) => {
    expect(await read(answered({ status: 503, headers }))).toMatchObject({ kind: 'refused', retryAfterSeconds })
  })

  it.each([200, 403])('trusts no answer (%d) from another origin', async (status) => {
    const result = answered({ status, responseUrl: 'https://storage.example:8443/bucket/key' })
    expect(await read(result)).toEqual({ kind: 'no-answer', reason: 'redirected', sentBytes: 5 })
  })
})

describe('readOutcome of a break where the browser shows no early answer', () => {
  const kibibyte = 1024
  const readLarge = (result: AttemptResult, circumstances: Partial<Circumstances> = {}): Promise<SendOutcome> =>
    readOutcome(result, { ...put, sizeBytes: 30_000 * kibibyte }, { ...usual, ...circumstances })

  afterEach(() => vi.unstubAllGlobals())

  it.each([0, 550 * kibibyte, 4500 * kibibyte])(
    'may be a refusal of a large body, %d bytes of which were reported',
    async (sentBytes) => {
      for (const wasReached of [false, true]) {
        expect(await readLarge(broken({ sentBytes }), { wasReached })).toMatchObject({
          mayBeRefused: true,
          sentBytes,
        })
      }
    },
  )

  it.each<[string, AttemptResult, number?]>([
    ['a body that is sent before storage can refuse it', broken(), 64 * kibibyte],
    ['a body of which more was sent than buffers hold', broken({ sentBytes: 17_000 * kibibyte })],
    ['a request that the content policy forbade', broken({ wasForbiddenByPolicy: true })],
  ])('is not taken for a refusal of %s', async (_, result, sizeBytes = 30_000 * kibibyte) => {
    expect(await readOutcome(result, { ...put, sizeBytes }, usual)).not.toHaveProperty('mayBeRefused')
  })

  it('is not taken for a refusal in Chromium, which reads the answer, or while offline', async () => {
    expect(await readLarge(broken(), { isOnline: false })).toEqual({
      kind: 'no-answer',
      reason: 'network',
      sentBytes: 0,
    })
    vi.stubGlobal('navigator', { onLine: true, userAgentData: {} })
    expect(await readLarge(broken())).toEqual({ kind: 'no-answer', reason: 'blocked', sentBytes: 0 })
  })
})

describe('readOutcome of a break', () => {
  it("is blocked when the page's policy forbade it, however long it took", async () => {
    expect(await read(broken({ wasForbiddenByPolicy: true, elapsedMs: 9000 }))).toMatchObject({ reason: 'blocked' })
  })

  it('is blocked when it failed at once before any byte', async () => {
    expect(await read(broken())).toEqual({ kind: 'no-answer', reason: 'blocked', sentBytes: 0 })
  })

  it('is the network when bytes were sent', async () => {
    expect(await read(broken({ sentBytes: 3 }))).toEqual({ kind: 'no-answer', reason: 'network', sentBytes: 3 })
  })

  it('is the network when it took a while', async () => {
    expect(await read(broken({ elapsedMs: 1000 }))).toMatchObject({ reason: 'network' })
  })

  it('is the network when the browser is offline', async () => {
    expect(await readOutcome(broken(), put, { ...usual, isOnline: false })).toMatchObject({ reason: 'network' })
  })

  it('is the network for an empty file, which has no byte to send', async () => {
    expect(await read(broken(), { ...put, body: new Blob(), sizeBytes: 0 })).toMatchObject({ reason: 'network' })
  })

  it("reports no more bytes than the file has, although a form's fields were sent, too", async () => {
    expect(await read(broken({ sentBytes: 900 }))).toMatchObject({ sentBytes: 5 })
  })
})

describe('readOutcome of a request that was given up', () => {
  it.each(['stalled', 'silent'] as const)('says that it was %s', async (reason) => {
    expect(await read({ kind: 'gave-up', reason, sentBytes: 2 })).toEqual({ kind: 'no-answer', reason, sentBytes: 2 })
  })
})
