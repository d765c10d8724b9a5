import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SendOutcome } from '../../contract/ports/transport.js'
import { readOutcome } from './outcome.js'
import type { RequestPlan } from '../request/prepareRequest.js'
import type { RequestEnd } from '../attempt/sendRequest.js'

const url = 'https://storage.example/bucket/key?X-Amz-Signature=sentinel'
const plan: RequestPlan = { method: 'PUT', url, headers: [], body: new Blob(['hello']), sizeBytes: 5 }
const formPlan: RequestPlan = { ...plan, method: 'POST', body: new FormData() }
const dateMs = Date.UTC(2026, 10, 21, 12)

const answered = (more: Partial<RequestEnd & { kind: 'answered' }> = {}): RequestEnd => ({
  kind: 'answered',
  status: 200,
  responseUrl: url,
  headers: '',
  text: '',
  ...more,
})
const broken = (more: Partial<RequestEnd & { kind: 'broken' }> = {}): RequestEnd => ({
  kind: 'broken',
  sentBytes: 0,
  elapsedMs: 5,
  wasForbiddenByPolicy: false,
  ...more,
})
const read = (end: RequestEnd, of: RequestPlan = plan) => readOutcome(end, of, dateMs)
const s3Error = (code: string, message = '') => `<Error><Code>${code}</Code><Message>${message}</Message></Error>`

describe('readOutcome of a refusal', () => {
  it('takes a reason that is told beside the message', () => {
    const told =
      '<Error><Code>InvalidPolicyDocument</Code><Message>No.</Message><Details>Policy expired.</Details></Error>'
    expect(read(answered({ status: 400, text: told }))).toMatchObject({ refusal: { message: 'No. Policy expired.' } })
  })
})

describe('readOutcome of an answer', () => {
  it.each([200, 201, 204])('takes %d for stored, with the bare ETag', (status) => {
    for (const of of [plan, formPlan]) {
      expect(read(answered({ status, headers: 'etag: W/"abc"\r\n' }), of)).toEqual({
        kind: 'stored',
        receipt: { status, etag: 'abc' },
      })
    }
  })

  it.each(['', 'etag: ""'])('has no ETag where storage shows none (%j)', (headers) => {
    expect(read(answered({ headers }))).toEqual({ kind: 'stored', receipt: { status: 200, etag: null } })
  })

  it('finds the ETag of a form POST in its XML', () => {
    const text = '<?xml version="1.0"?><PostResponse><ETag>&quot;abc&quot;</ETag></PostResponse>'
    const outcome = read(answered({ status: 201, text }), formPlan)
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
  ])('does not take %s under a 200 for stored', (_, text, headers) => {
    for (const of of [plan, formPlan]) {
      expect(read(answered({ text, headers }), of)).toEqual({ kind: 'no-answer', reason: 'not-storage', sentBytes: 5 })
    }
  })

  it('does not take the answer to a form for one to a PUT', () => {
    const text = '<PostResponse><ETag>"abc"</ETag></PostResponse>'
    expect(read(answered({ status: 201, text }))).toMatchObject({ reason: 'not-storage' })
  })

  it.each([202, 203, 205, 206, 226])('does not take %d for stored: no storage says so', (status) => {
    for (const of of [plan, formPlan]) {
      expect(read(answered({ status, headers: 'etag: "abc"' }), of)).toEqual({
        kind: 'no-answer',
        reason: 'not-storage',
        sentBytes: 5,
      })
    }
  })

  it('takes white space for an empty answer', () => {
    expect(read(answered({ text: ' \r\n' })).kind).toBe('stored')
  })

  it('takes an empty answer for stored, whatever type it claims', () => {
    expect(read(answered({ headers: 'content-type: text/html' })).kind).toBe('stored')
  })

  it("reads S3's code and message from a refusal", () => {
    expect(read(answered({ status: 403, text: s3Error('AccessDenied', 'Request has expired') }))).toEqual({
      kind: 'refused',
      refusal: { status: 403, code: 'AccessDenied', message: 'Request has expired' },
    })
  })

  it('keeps of a foreign refusal only the status', () => {
    for (const text of ['<html>Bad gateway</html>', '{"error":"x"}', '<Problem><Code>X</Code></Problem>', '']) {
      expect(read(answered({ status: 502, text }))).toEqual({ kind: 'refused', refusal: { status: 502 } })
    }
  })

  it('does not repeat what is not a code', () => {
    const outcome = read(answered({ status: 400, text: s3Error('see &lt;b&gt; http://x/y?signature=1') }))
    expect(outcome).toEqual({ kind: 'refused', refusal: { status: 400 } })
  })

  it('does not repeat a code that is what the ticket held, or looks like a key', () => {
    for (const code of ['s3cret-of-the-ticket', 'a1b2c3d4'.repeat(6), 'AKIAIOSFODNN7EXAMPLE']) {
      const signed: RequestPlan = { ...plan, headers: [['x-amz-meta-a', 's3cret-of-the-ticket']] }
      expect(read(answered({ status: 400, text: s3Error(code) }), signed)).toEqual({
        kind: 'refused',
        refusal: { status: 400 },
      })
    }
  })

  it('takes the signature out of a message', () => {
    const text = s3Error('AccessDenied', 'X-Amz-Signature=sentinel is wrong')
    expect(JSON.stringify(read(answered({ status: 403, text })))).not.toContain('sentinel')
  })

  it.each([
    ['retry-after: 60', 60],
    ['retry-after: Sat, 21 Nov 2026 12:00:05 GMT', 5],
  ])('hands on %s', (headers, retryAfterSeconds) => {
    expect(read(answered({ status: 503, headers }))).toMatchObject({ kind: 'refused', retryAfterSeconds })
  })

  it.each([200, 403])('trusts no answer (%d) from another origin', (status) => {
    const end = answered({ status, responseUrl: 'https://storage.example:8443/bucket/key' })
    expect(read(end)).toEqual({ kind: 'no-answer', reason: 'redirected', sentBytes: 5 })
  })
})

describe('readOutcome of a break where the browser shows no early answer', () => {
  const kibibyte = 1024
  const readLarge = (end: RequestEnd, sizeBytes = 30_000 * kibibyte, isKnown = false): SendOutcome =>
    readOutcome(end, { ...plan, sizeBytes }, dateMs, isKnown)

  beforeEach(() => vi.stubGlobal('navigator', { onLine: true }))
  afterEach(() => vi.unstubAllGlobals())

  it.each([0, 550 * kibibyte, 4500 * kibibyte])(
    'may be a refusal of a large body of which %d bytes were reported',
    (sentBytes) => {
      for (const isKnown of [false, true]) {
        expect(readLarge(broken({ sentBytes }), undefined, isKnown)).toMatchObject({ mayBeRefused: true, sentBytes })
      }
    },
  )

  it.each<[string, RequestEnd, number?]>([
    ['a body that is out before anybody can refuse it', broken(), 64 * kibibyte],
    ['a body of which more went out than the system holds back', broken({ sentBytes: 17_000 * kibibyte })],
    ['what the content policy forbade', broken({ wasForbiddenByPolicy: true })],
  ])('is no refusal of %s', (_, end, sizeBytes) => {
    expect(readLarge(end, sizeBytes)).not.toHaveProperty('mayBeRefused')
  })

  it('is no refusal in Chromium, which reads the answer, or without a connection', () => {
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

  it('is the network when bytes had moved', () => {
    expect(read(broken({ sentBytes: 3 }))).toEqual({ kind: 'no-answer', reason: 'network', sentBytes: 3 })
  })

  it('is the network when it took a while', () => {
    expect(read(broken({ elapsedMs: 1000 }))).toMatchObject({ reason: 'network' })
  })

  it('is the network when there is no connection', () => {
    vi.stubGlobal('navigator', { onLine: false })
    expect(read(broken())).toMatchObject({ reason: 'network' })
  })

  it('is the network for an empty file, of which no byte can move', () => {
    expect(read(broken(), { ...plan, body: new Blob(), sizeBytes: 0 })).toMatchObject({ reason: 'network' })
  })

  it("tells no more bytes than the file has, though a form's fields went out too", () => {
    expect(read(broken({ sentBytes: 900 }))).toMatchObject({ sentBytes: 5 })
  })
})

describe('readOutcome of a request that was given up', () => {
  it.each(['stalled', 'silent'] as const)('says that it was %s', (reason) => {
    expect(read({ kind: 'gave-up', reason, sentBytes: 2 })).toEqual({ kind: 'no-answer', reason, sentBytes: 2 })
  })
})
