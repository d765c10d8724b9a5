import type { SendOutcome } from '../contract/ports/transport.js'
import { readUntimeliness } from '../errors/readStorage.js'
import type { ProbeTicket } from './askForTicket.js'
import { countSeconds } from './countSeconds.js'
import type { Finding } from './diagnosis.js'
import { isAboutCredentials } from './examineRefusal.js'
import { readSignedTerms, type SignedTerms } from './signedTerms.js'
import { limit, type Visit } from './visit.js'

/** Within this clocks agree: it is what a signer may round to, and less than storage minds. */
const agreeSeconds = 120

/**
 * Compares what can be compared: when the ticket says it was signed, this device's time, and what storage thinks of it.
 * Returns whether that is why storage refused.
 */
export async function examineClock(visit: Visit, ticket: ProbeTicket, outcome: SendOutcome): Promise<boolean> {
  const terms = readSignedTerms(ticket.terms)
  const aheadSeconds = terms.signedAt === null ? null : measureLead(terms.signedAt, ticket)
  const verdict = readVerdict(outcome)
  if (verdict) visit.chart.problem('clock', describeSkew(verdict, aheadSeconds, terms))
  else await compareClocks(visit, aheadSeconds, outcome)
  return verdict !== null
}

async function compareClocks(visit: Visit, aheadSeconds: number | null, outcome: SendOutcome): Promise<void> {
  const { chart } = visit
  if (aheadSeconds === null) return chart.skip('clock', 'The ticket does not say when it was signed.')
  if (Math.abs(aheadSeconds) <= agreeSeconds) {
    return chart.ok('clock', "The ticket was signed just now, by this device's clock.")
  }
  const serverDate = await visit.ports.page.readServerDate(limit(visit))
  const now = visit.ports.clock.date()
  if (serverDate !== null && Math.abs(serverDate - now - aheadSeconds * 1000) <= agreeSeconds * 1000) {
    return chart.ok('clock', `This device's clock is ${tell(aheadSeconds, 'slow', 'fast')}. No upload depends on it.`)
  }
  const verdict =
    outcome.kind === 'stored'
      ? 'Storage took it all the same.'
      : 'Storage refused the probe, but says nothing of the time.'
  return chart.warn('clock', {
    code: 'clock-differs',
    message: `Though it was only just asked for, the ticket was signed ${tell(aheadSeconds, 'in the future', 'in the past')}, by this device's clock. ${verdict}`,
    advice:
      "Compare the clock of the machine that signs with a time server. If it is right, tickets come out of a cache: let none keep the API's answers. If neither, this device's own clock is wrong, which does no harm.",
  })
}

/** Seconds that the signer's clock is ahead of this device's; 0 where the time in between explains it. */
function measureLead(signedAt: number, { askedAt, answeredAt }: ProbeTicket): number {
  if (signedAt > answeredAt) return (signedAt - answeredAt) / 1000
  // A signature has no fractions of seconds.
  return Math.min(0, (signedAt + 1000 - askedAt) / 1000)
}

type Verdict = 'expired' | 'premature' | 'skewed'

function readVerdict(outcome: SendOutcome): Verdict | null {
  if (outcome.kind !== 'refused') return null
  if (outcome.refusal.code === 'RequestTimeTooSkewed') return 'skewed'
  return isAboutCredentials(outcome.refusal) ? null : readUntimeliness(outcome.refusal)
}

const said: Readonly<Record<Verdict, string>> = {
  expired: 'Storage says that the ticket had expired, though it was only just asked for.',
  premature: 'Storage says that the ticket is not valid yet.',
  skewed: 'Storage says that the time of signing is too far from its own.',
}

function describeSkew(verdict: Verdict, aheadSeconds: number | null, terms: SignedTerms): Finding {
  const isShort = terms.expiresInSeconds !== null && terms.expiresInSeconds < 30
  if (verdict === 'expired' && isShort && Math.abs(aheadSeconds ?? 0) <= agreeSeconds) {
    return {
      code: 'ticket-short-lived',
      message: `${said.expired} It was signed for ${countSeconds(terms.expiresInSeconds ?? 0)}.`,
      advice: 'Let tickets live five to fifteen minutes.',
    }
  }
  return { code: 'clock-skew', message: `${said[verdict]} ${blame(aheadSeconds)}`, advice }
}

const advice =
  "Set the clocks of the machine that signs and of storage by a time server, and let no cache keep the API's answers (Cache-Control: no-store)."

function blame(aheadSeconds: number | null): string {
  if (aheadSeconds === null) return "The signer's clock and storage's differ, or the ticket came out of a cache."
  if (Math.abs(aheadSeconds) <= agreeSeconds) {
    return "It was signed just now by this device's clock, so it is storage's clock that seems wrong."
  }
  const when = tell(aheadSeconds, 'in the future', 'in the past')
  return `It was signed ${when} by this device's clock: if that is right, the signer's is wrong, or the ticket came out of a cache.`
}

function tell(seconds: number, ahead: string, behind: string): string {
  const minutes = Math.abs(seconds) / 60
  const [amount, unit] = minutes < 120 ? [minutes, 'minutes'] : [minutes / 60, 'hours']
  return `${Math.round(amount)} ${unit} ${seconds > 0 ? ahead : behind}`
}
