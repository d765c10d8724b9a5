import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../contract/ports/transport.js'
import type { PutTicket } from '../../contract/ticket.js'
import { createFakeBackend } from '../../testing/fakes/fakeBackend.js'
import { Report } from '../report/Report.js'
import { checkClock } from './checkClock.js'
import { createFakeDoctorPorts } from '../../../test/doctor/fakeDoctorPorts.js'
import { findCheck } from '../../../test/doctor/findCheck.js'
import { now, signPut, ticketOf } from '../../../test/doctor/signedTickets.js'
import type { DoctorContext } from '../DoctorContext.js'

describe('checkClock', () => {
  async function runChecks(terms: PutTicket, outcome: SendOutcome, serverDate: number | null = null) {
    const report = new Report()
    const ports = createFakeDoctorPorts({ date: () => now + 300, page: { readServerDate: async () => serverDate } })
    const context: DoctorContext = {
      backend: createFakeBackend(),
      options: {},
      ports,
      report,
      signal: new AbortController().signal,
      timeoutMs: 1000,
      violations: [],
      inspector: ports.createInspector(undefined),
    }
    const isAboutTime = await checkClock(context, ticketOf(terms), outcome)
    expect(isAboutTime).toBe(outcome === expired)
    const clock = findCheck(report.toDiagnosis('fake'), 'clock')
    return [clock.outcome, 'code' in clock ? clock.code : null, clock.message]
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
      "by this device's clock it was signed 15 minutes in the past. Storage accepted it anyway.",
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
      'when the page has the right time, too',
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
      'refused the probe, but does not mention the time',
    ],
    ['signed for one second', signPut({ expires: 1 }), expired, null, 'problem', 'ticket-short-lived', '1 second.'],
    ['without a date', signPut({ date: '' }), stored, null, 'not-checked', null, 'does not say'],
    ['expired without a date', signPut({ date: '' }), expired, null, 'problem', 'clock-skew', 'differ'],
  ])('judges a ticket %s', async (_name, terms, outcome, serverDate, verdict, code, words) => {
    expect(await runChecks(terms, outcome, serverDate)).toEqual([verdict, code, expect.stringContaining(words)])
  })
})
