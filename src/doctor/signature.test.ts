import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../core/ports.js'
import type { PostTicket, PutTicket } from '../core/types.js'
import type { ProbeTicket } from './askForTicket.js'
import { BackendCalls } from '../core/calls.js'
import { Emitter } from '../core/events.js'
import { createFakeBackend } from '../testing/fakeBackend.js'
import { Chart } from './chart.js'
import { examineClock } from './examineClock.js'
import { examineSignature } from './examineSignature.js'
import { readSignedTerms } from './signedTerms.js'
import { createFakeDoctorPorts } from './testing/fakeDoctorPorts.js'
import type { Probe, Visit } from './visit.js'

const now = Date.UTC(2030, 0, 1, 12)

interface Put {
  readonly date?: string
  readonly expires?: number
  readonly names?: string
  readonly checksum?: boolean
  readonly headers?: Record<string, string>
}

function put({ date = '20300101T120000Z', expires = 900, names = 'host', checksum, headers }: Put = {}): PutTicket {
  const query = new URLSearchParams({
    'X-Amz-Date': date,
    'X-Amz-Expires': String(expires),
    'X-Amz-SignedHeaders': names,
    'X-Amz-Signature': 'sentinel',
    ...(checksum && { 'x-amz-checksum-crc32': 'AAAAAA==' }),
  })
  return { kind: 'put', url: `https://storage.test/bucket/key?${query}`, ...(headers && { headers }) }
}

function post(fields: Record<string, string>, conditions: readonly unknown[]): PostTicket {
  const policy = btoa(JSON.stringify({ expiration: '2030-01-01T12:15:00Z', conditions }))
  const pairs = Object.entries({ ...fields, 'X-Amz-Date': '20300101T120000Z', Policy: policy, file: '@file' })
  return { kind: 'post', url: 'https://storage.test/bucket', fields: pairs }
}

const ticketOf = (terms: PutTicket | PostTicket): ProbeTicket => ({
  terms,
  upload: null,
  reference: null,
  askedAt: now,
  answeredAt: now + 200,
})

const probe: Probe = {
  file: new File(['x'], 'coatcheck-probe.txt', { type: 'text/plain' }),
  request: { id: '1', name: 'coatcheck-probe.txt', size: 1, type: 'text/plain', metadata: {} },
  idempotencyKey: '1',
}

describe('readSignedTerms', () => {
  it('reads the URL of a PUT', () => {
    expect(readSignedTerms(put({ names: 'content-type;host' }))).toEqual({
      signedAt: now,
      expiresInSeconds: 900,
      names: ['content-type', 'host'],
      hasEmptyChecksum: false,
    })
  })

  it('reads the policy of a form', () => {
    const ticket = post({ key: 'a' }, [{ bucket: 'b' }, ['starts-with', '$Key', ''], ['content-length-range', 1, 2]])
    expect(readSignedTerms(ticket)).toEqual({
      signedAt: now,
      expiresInSeconds: 900,
      names: ['bucket', 'key'],
      hasEmptyChecksum: false,
    })
  })

  it('makes nothing of what it does not know', () => {
    const unknown = { signedAt: null, expiresInSeconds: null, names: null, hasEmptyChecksum: false }
    expect(readSignedTerms({ kind: 'put', url: 'https://storage.test/a?X-Amz-Date=today' })).toEqual(unknown)
    expect(readSignedTerms({ kind: 'put', url: 'nowhere' })).toEqual(unknown)
    expect(readSignedTerms({ kind: 'post', url: 'a', fields: [['policy', 'no JSON']] })).toEqual(unknown)
  })
})

describe('examineSignature', () => {
  it.each<[string, PutTicket | PostTicket, string, string]>([
    ['a checksum of nothing', put({ checksum: true }), 'empty-checksum-signed', 'empty body'],
    ['a type that is not told', put({ names: 'content-type;host' }), 'type-not-signed-as-sent', 'which to send'],
    [
      'a header that is not told',
      put({ names: 'host;x-amz-acl', headers: { 'Content-Type': 'text/plain' } }),
      'signed-header-missing',
      'x-amz-acl',
    ],
    ['a header that is not signed', put({ headers: { 'X-Amz-Acl': 'private' } }), 'header-not-signed', 'x-amz-acl'],
    [
      'another type',
      put({ names: 'content-type;host', headers: { 'content-type': 'image/png' } }),
      'type-not-signed-as-sent',
      'text/plain',
    ],
    [
      'nothing to be seen',
      put({ names: 'content-type;host', headers: { 'content-type': 'text/plain' } }),
      'signature-mismatch',
      'agrees',
    ],
    ['a field without a condition', post({ acl: 'x' }, [['eq', '$X-Amz-Date', '']]), 'header-not-signed', 'acl'],
    [
      'a condition without its field',
      post({}, [
        ['eq', '$acl', ''],
        ['eq', '$x-amz-date', ''],
      ]),
      'signed-header-missing',
      'acl',
    ],
  ])('finds %s', (_name, terms, code, words) => {
    const finding = examineSignature(probe, ticketOf(terms), 'status 403')
    expect(finding.code).toBe(code)
    expect(finding.message).toContain(words)
    expect(JSON.stringify(finding)).not.toMatch(/sentinel|image\/png|storage\.test/)
  })

  it('repeats no name that is none', () => {
    const terms = put({ names: 'host;"><b>sentinel' })
    expect(examineSignature(probe, ticketOf(terms), 'status 403').message).toContain('one with an odd name')
  })
})

describe('examineClock', () => {
  async function examine(terms: PutTicket, outcome: SendOutcome, serverDate: number | null = null) {
    const chart = new Chart()
    const ports = createFakeDoctorPorts({ date: () => now + 300, page: { readServerDate: async () => serverDate } })
    const visit: Visit = {
      backend: createFakeBackend(),
      options: {},
      ports,
      chart,
      signal: new AbortController().signal,
      timeoutMs: 1000,
      violations: [],
      inspection: ports.openInspection(undefined),
      calls: new BackendCalls(ports.clock, new Emitter()),
    }
    await examineClock(visit, ticketOf(terms), outcome)
    const check = chart.toDiagnosis('fake').checks.find(({ name }) => name === 'clock')
    return check && 'code' in check
      ? [check.outcome, check.code, check.message]
      : [check?.outcome, null, check?.message]
  }
  const stored: SendOutcome = { kind: 'stored', receipt: { status: 200, etag: null } }
  const expired: SendOutcome = { kind: 'refused', refusal: { status: 403, message: 'Request has expired' } }
  const minutes = 60_000

  it.each<[string, PutTicket, SendOutcome, number | null, string, string | null, string]>([
    ['signed just now', put(), stored, null, 'ok', null, 'just now'],
    [
      'signed by a slow clock',
      put({ date: '20300101T114500Z' }),
      stored,
      null,
      'warning',
      'clock-differs',
      '15 minutes in the past',
    ],
    [
      'signed by a fast clock',
      put({ date: '20300101T150000Z' }),
      stored,
      null,
      'warning',
      'clock-differs',
      '3 hours in the future',
    ],
    [
      "before this device's own clock went wrong",
      put({ date: '20300101T114500Z' }),
      stored,
      now - 15 * minutes,
      'ok',
      null,
      '15 minutes fast',
    ],
    [
      'where the page has the right time too',
      put({ date: '20300101T114500Z' }),
      stored,
      now,
      'warning',
      'clock-differs',
      'past',
    ],
    [
      'expired and signed long ago',
      put({ date: '20300101T114400Z' }),
      expired,
      null,
      'problem',
      'clock-skew',
      '16 minutes in the past',
    ],
    ['expired and signed just now', put(), expired, null, 'problem', 'clock-skew', "storage's clock"],
    ['signed for a moment', put({ expires: 1 }), expired, null, 'problem', 'ticket-short-lived', '1 seconds'],
    ['without a date', put({ date: '' }), stored, null, 'not-checked', null, 'does not say'],
    ['expired without a date', put({ date: '' }), expired, null, 'problem', 'clock-skew', 'differ'],
  ])('judges a ticket %s', async (_name, terms, outcome, serverDate, verdict, code, words) => {
    expect(await examine(terms, outcome, serverDate)).toEqual([verdict, code, expect.stringContaining(words)])
  })
})
