import { describe, expect, it } from 'vitest'
import { BackendCalls } from '../runner/callBackend.js'
import { Emitter } from '../shared/Emitter.js'
import type { SendOutcome } from '../contract/ports/transport.js'
import type { PutTicket } from '../contract/ticket.js'
import { createFakeBackend } from '../testing/fakeBackend.js'
import { Chart } from './chart.js'
import { examineClock } from './examineClock.js'
import { createFakeDoctorPorts } from './testing/fakeDoctorPorts.js'
import { now, signPut, ticketOf } from './testing/signedTickets.js'
import type { Visit } from './visit.js'

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
    const hasExplained = await examineClock(visit, ticketOf(terms), outcome)
    expect(hasExplained).toBe(outcome === expired)
    const check = chart.toDiagnosis('fake').checks.find(({ name }) => name === 'clock')
    return check && 'code' in check
      ? [check.outcome, check.code, check.message]
      : [check?.outcome, null, check?.message]
  }
  const stored: SendOutcome = { kind: 'stored', receipt: { status: 200, etag: null } }
  const expired: SendOutcome = { kind: 'refused', refusal: { status: 403, message: 'Request has expired' } }
  const minutes = 60_000

  it.each<[string, PutTicket, SendOutcome, number | null, string, string | null, string]>([
    ['signed just now', signPut(), stored, null, 'ok', null, 'just now'],
    [
      'signed by a slow clock',
      signPut({ date: '20300101T114500Z' }),
      stored,
      null,
      'warning',
      'clock-differs',
      "15 minutes in the past, by this device's clock. Storage took it all the same.",
    ],
    [
      'signed by a fast clock',
      signPut({ date: '20300101T150000Z' }),
      stored,
      null,
      'warning',
      'clock-differs',
      '3 hours in the future',
    ],
    [
      "before this device's own clock went wrong",
      signPut({ date: '20300101T114500Z' }),
      stored,
      now - 15 * minutes,
      'ok',
      null,
      '15 minutes fast',
    ],
    [
      'where the page has the right time too',
      signPut({ date: '20300101T114500Z' }),
      stored,
      now,
      'warning',
      'clock-differs',
      'past',
    ],
    [
      'expired and signed long ago',
      signPut({ date: '20300101T114400Z' }),
      expired,
      null,
      'problem',
      'clock-skew',
      '16 minutes in the past',
    ],
    ['expired and signed just now', signPut(), expired, null, 'problem', 'clock-skew', "storage's clock"],
    [
      'signed by a slow clock, and refused for something else',
      signPut({ date: '20300101T114500Z' }),
      { kind: 'refused', refusal: { status: 403, code: 'AccessDenied' } },
      null,
      'warning',
      'clock-differs',
      'refused the probe, but says nothing of the time',
    ],
    ['signed for a moment', signPut({ expires: 1 }), expired, null, 'problem', 'ticket-short-lived', '1 second.'],
    ['without a date', signPut({ date: '' }), stored, null, 'not-checked', null, 'does not say'],
    ['expired without a date', signPut({ date: '' }), expired, null, 'problem', 'clock-skew', 'differ'],
  ])('judges a ticket %s', async (_name, terms, outcome, serverDate, verdict, code, words) => {
    expect(await examine(terms, outcome, serverDate)).toEqual([verdict, code, expect.stringContaining(words)])
  })
})
