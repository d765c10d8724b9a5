import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SendOutcome } from '../../contract/ports/transport.js'
import { readOutcome } from './readOutcome.js'
import type { PreparedRequest } from '../request/prepareRequest.js'
import type { AttemptResult } from '../attempt/runAttempt.js'

const url = 'https://storage.example/bucket/key?X-Amz-Signature=sentinel'
const put: PreparedRequest = {
  method: 'PUT',
  url,
  origin: 'https://storage.example',
  headers: [],
  body: new Blob(['hello']),
  sizeBytes: 5,
}
const post: PreparedRequest = { ...put, method: 'POST', body: new FormData() }
const dateMs = Date.UTC(2026, 10, 21, 12)

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
const read = (result: AttemptResult, of: PreparedRequest = put) => readOutcome(result, of, dateMs)
const s3Error = (code: string, message = '') => `<Error><Code>${code}</Code><Message>${message}</Message></Error>`

describe('readOutcome of a refusal', () => {
  it('adds a reason that stands in another element than the message', () => {
    const text =
      '<Error><Code>InvalidPolicyDocument</Code><Message>No.</Message><Details>Policy expired.</Details></Error>'
    expect(read(answered({ status: 400, text }))).toMatchObject({ refusal: { message: 'No. Policy expired.' } })
  })
})

describe('readOutcome of an answer', () => {
  it.each([200, 201, 204])('reads %d as stored, with the bare ETag', (status) => {
    for (const of of [put, post]) {
      expect(read(answered({ status, headers: 'etag: W/"abc"\r\n' }), of)).toEqual({
        kind: 'stored',
        receipt: { status, etag: 'abc' },
      })
    }
  })

  it.each(['', 'etag: ""'])('has no ETag if storage shows none (%j)', (headers) => {
    expect(read(answered({ headers }))).toEqual({ kind: 'stored', receipt: { status: 200, etag: null } })
  })

  it('finds the ETag of a form POST in its XML', () => {
    const text = '<?xml version="1.0"?><PostResponse><ETag>&quot;abc&quot;</ETag></PostResponse>'
    const outcome = read(answered({ status: 201, text }), post)
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
  ])('does not read %s under a 200 as stored', (_, text, headers) => {
    for (const of of [put, post]) {
      expect(read(answered({ text, headers }), of)).toEqual({ kind: 'no-answer', reason: 'not-storage', sentBytes: 5 })
    }
  })

  it('does not accept the answer to a form for a PUT', () => {
    const text = '<PostResponse><ETag>"abc"</ETag></PostResponse>'
    expect(read(answered({ status: 201, text }))).toMatchObject({ reason: 'not-storage' })
  })

  it.each([202, 203, 205, 206, 226])('does not read %d as stored, because no storage answers so', (status) => {
    for (const of of [put, post]) {
      expect(read(answered({ status, headers: 'etag: "abc"' }), of)).toEqual({
        kind: 'no-answer',
        reason: 'not-storage',
        sentBytes: 5,
      })
    }
  })

  it('treats white space as an empty answer', () => {
    expect(read(answered({ text: ' \r\n' })).kind).toBe('stored')
  })

  it('reads an empty answer as stored, whatever its type', () => {
    expect(read(answered({ headers: 'content-type: text/html' })).kind).toBe('stored')
  })

  it("reads S3's code and message from a refusal", () => {
    expect(read(answered({ status: 403, text: s3Error('AccessDenied', 'Request has expired') }))).toEqual({
      kind: 'refused',
      refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
    })
  })

  it("keeps only the status of a refusal that is not S3's", () => {
    for (const text of ['<html>Bad gateway</html>', '{"error":"x"}', '<Problem><Code>X</Code></Problem>', '']) {
      expect(read(answered({ status: 502, text }))).toEqual({ kind: 'refused', refusal: { status: 502 } })
    }
  })

  it('does not repeat a code that is not one', () => {
    const outcome = read(answered({ status: 400, text: s3Error('see &lt;b&gt; http://x/y?signature=1') }))
    expect(outcome).toEqual({ kind: 'refused', refusal: { status: 400 } })
  })

  it('does not repeat a code that was part of the ticket or looks like a key', () => {
    for (const code of ['s3cret-of-the-ticket', 'a1b2c3d4'.repeat(6), 'AKIAIOSFODNN7EXAMPLE']) {
      const signed: PreparedRequest = { ...put, headers: [['x-amz-meta-a', 's3cret-of-the-ticket']] }
      expect(read(answered({ status: 400, text: s3Error(code) }), signed)).toEqual({
        kind: 'refused',
        refusal: { status: 400 },
      })
    }
  })

  it('removes the signature from a message', () => {
    const text = s3Error('AccessDenied', 'X-Amz-Signature=sentinel is wrong')
    expect(JSON.stringify(read(answered({ status: 403, text })))).not.toContain('sentinel')
  })

  it.each([
    ['retry-after: 60', 60],
    ['retry-after: Sat, 21 Nov 2026 12:00:05 GMT', 5],
  ])('passes on %s', (headers, retryAfterSeconds) => {
    expect(read(answered({ status: 503, headers }))).toMatchObject({ kind: 'refused', retryAfterSeconds })
  })

  it.each([200, 403])('trusts no answer (%d) from another origin', (status) => {
    const result = answered({ status, responseUrl: 'https://storage.example:8443/bucket/key' })
    expect(read(result)).toEqual({ kind: 'no-answer', reason: 'redirected', sentBytes: 5 })
  })
})

describe('readOutcome of a break where the browser shows no early answer', () => {
  const kibibyte = 1024
  const readLarge = (result: AttemptResult, sizeBytes = 30_000 * kibibyte, wasReached = false): SendOutcome =>
    readOutcome(result, { ...put, sizeBytes }, dateMs, wasReached)

  beforeEach(() => vi.stubGlobal('navigator', { onLine: true }))
  afterEach(() => vi.unstubAllGlobals())

  it.each([0, 550 * kibibyte, 4500 * kibibyte])(
    'may be a refusal of a large body, %d bytes of which were reported',
    (sentBytes) => {
      for (const wasReached of [false, true]) {
        expect(readLarge(broken({ sentBytes }), undefined, wasReached)).toMatchObject({ mayBeRefused: true, sentBytes })
      }
    },
  )

  it.each<[string, AttemptResult, number?]>([
    ['a body that is sent before storage can refuse it', broken(), 64 * kibibyte],
    ['a body of which more was sent than buffers hold', broken({ sentBytes: 17_000 * kibibyte })],
    ['a request that the content policy forbade', broken({ wasForbiddenByPolicy: true })],
  ])('is not taken for a refusal of %s', (_, result, sizeBytes) => {
    expect(readLarge(result, sizeBytes)).not.toHaveProperty('mayBeRefused')
  })

  it('is not taken for a refusal in Chromium, which reads the answer, or while offline', () => {
    vi.stubGlobal('navigator', { onLine: true, userAgentData: {} })
    expect(readLarge(broken())).toEqual({ kind: 'no-answer', reason: 'blocked', sentBytes: 0 })
    vi.stubGlobal('navigator', { onLine: false })
    expect(readLarge(broken())).toEqual({ kind: 'no-answer', reason: 'network', sentBytes: 0 })
  })
})

describe('readOutcome of a break', () => {
  afterEach(() => vi.unstubAllGlobals())

  it("is blocked when the page's policy forbade it, however long it took", () => {
    expect(read(broken({ wasForbiddenByPolicy: true, elapsedMs: 9000 }))).toMatchObject({ reason: 'blocked' })
  })

  it('is blocked when it failed at once before any byte', () => {
    expect(read(broken())).toEqual({ kind: 'no-answer', reason: 'blocked', sentBytes: 0 })
  })

  it('is the network when bytes were sent', () => {
    expect(read(broken({ sentBytes: 3 }))).toEqual({ kind: 'no-answer', reason: 'network', sentBytes: 3 })
  })

  it('is the network when it took a while', () => {
    expect(read(broken({ elapsedMs: 1000 }))).toMatchObject({ reason: 'network' })
  })

  it('is the network when the browser is offline', () => {
    vi.stubGlobal('navigator', { onLine: false })
    expect(read(broken())).toMatchObject({ reason: 'network' })
  })

  it('is the network for an empty file, which has no byte to send', () => {
    expect(read(broken(), { ...put, body: new Blob(), sizeBytes: 0 })).toMatchObject({ reason: 'network' })
  })

  it("reports no more bytes than the file has, although a form's fields were sent, too", () => {
    expect(read(broken({ sentBytes: 900 }))).toMatchObject({ sentBytes: 5 })
  })
})

describe('readOutcome of a request that was given up', () => {
  it.each(['stalled', 'silent'] as const)('says that it was %s', (reason) => {
    expect(read({ kind: 'gave-up', reason, sentBytes: 2 })).toEqual({ kind: 'no-answer', reason, sentBytes: 2 })
  })
})
