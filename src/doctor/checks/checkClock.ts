import type { SendOutcome } from '../../contract/ports/transport.js'
import { readUntimeliness } from '../../errors/readUntimeliness.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import type { FindingFacts } from '../report/DoctorTexts.js'
import { isAboutCredentials } from './explainRefusal.js'
import { readSignedTerms, type SignedTerms } from './signedTerms.js'
import { type DoctorContext, withTimeout } from '../DoctorContext.js'

/** Clocks within this agree: signers may round the time, and storage tolerates more. */
const agreeSeconds = 120

/**
 * Compares the time of signing that the ticket names with this device's clock and with storage's answer. Returns whether
 * time is why storage refused the probe.
 */
export async function checkClock(context: DoctorContext, ticket: ProbeTicket, outcome: SendOutcome): Promise<boolean> {
  const terms = readSignedTerms(ticket.terms)
  const aheadSeconds = terms.signedAt === null ? null : measureOffset(terms.signedAt, ticket)
  const verdict = readVerdict(outcome)
  if (verdict) context.report.problem('clock', describeSkew(verdict, aheadSeconds, terms))
  else await compareClocks(context, aheadSeconds, outcome)
  return verdict !== null
}

async function compareClocks(context: DoctorContext, aheadSeconds: number | null, outcome: SendOutcome): Promise<void> {
  const { report } = context
  if (aheadSeconds === null) return report.skip('clock', { id: 'signing-time-unknown' })
  if (doAgree(aheadSeconds)) return report.ok('clock', { id: 'signed-just-now' })
  const serverDate = await context.ports.page.readServerDate(withTimeout(context))
  const now = context.ports.clock.date()
  if (serverDate !== null && doAgree((serverDate - now) / 1000 - aheadSeconds)) {
    return report.ok('clock', { id: 'device-clock-wrong', facts: { aheadSeconds } })
  }
  return report.warn('clock', {
    id: 'clock-differs',
    facts: { aheadSeconds, isStored: outcome.kind === 'stored' },
  })
}

function doAgree(differenceSeconds: number): boolean {
  return Math.abs(differenceSeconds) <= agreeSeconds
}

/** Seconds that the signer's clock is ahead of this device's; 0 if the duration of the call explains the difference. */
function measureOffset(signedAt: number, { askedAt, answeredAt }: ProbeTicket): number {
  if (signedAt > answeredAt) return (signedAt - answeredAt) / 1000
  // Signatures hold whole seconds.
  return Math.min(0, (signedAt + 1000 - askedAt) / 1000)
}

type Verdict = 'expired' | 'premature' | 'skewed'

function readVerdict(outcome: SendOutcome): Verdict | null {
  if (outcome.kind !== 'refused') return null
  if (outcome.refusal.code === 'RequestTimeTooSkewed') return 'skewed'
  return isAboutCredentials(outcome.refusal) ? null : readUntimeliness(outcome.refusal)
}

function describeSkew(verdict: Verdict, aheadSeconds: number | null, terms: SignedTerms): FindingFacts {
  const { expiresInSeconds } = terms
  if (verdict === 'expired' && expiresInSeconds !== null && expiresInSeconds < 30 && doAgree(aheadSeconds ?? 0)) {
    return { id: 'ticket-short-lived/expired', facts: { seconds: Math.max(0, Math.round(expiresInSeconds)) } }
  }
  const offset = aheadSeconds !== null && doAgree(aheadSeconds) ? 0 : aheadSeconds
  return { id: 'clock-skew', facts: { verdict, aheadSeconds: offset } }
}
