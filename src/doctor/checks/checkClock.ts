import type { SendOutcome } from '../../contract/ports/transport.js'
import { readUntimeliness } from '../../errors/readUntimeliness.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import { formatSeconds } from '../report/formatSeconds.js'
import type { Finding } from '../report/diagnosis.js'
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
  if (aheadSeconds === null) return report.skip('clock', 'The ticket does not say when it was signed.')
  if (Math.abs(aheadSeconds) <= agreeSeconds) {
    return report.ok('clock', "By this device's clock, the ticket was signed just now.")
  }
  const serverDate = await context.ports.page.readServerDate(withTimeout(context))
  const now = context.ports.clock.date()
  if (serverDate !== null && Math.abs(serverDate - now - aheadSeconds * 1000) <= agreeSeconds * 1000) {
    return report.ok(
      'clock',
      `This device's clock is ${formatOffset(aheadSeconds, 'slow', 'fast')}. Uploads do not depend on it.`,
    )
  }
  const verdict =
    outcome.kind === 'stored'
      ? 'Storage accepted it anyway.'
      : 'Storage refused the probe, but does not mention the time.'
  return report.warn('clock', {
    code: 'clock-differs',
    message: `The ticket was requested just now, but by this device's clock it was signed ${formatOffset(aheadSeconds, 'in the future', 'in the past')}. ${verdict}`,
    advice:
      "Compare the clock of the machine that signs with a time server. If it is right, check whether a cache returns old tickets; nothing may cache the API's answers. If neither is the cause, this device's clock is wrong, which does no harm.",
  })
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

const verdicts: Readonly<Record<Verdict, string>> = {
  expired: 'Storage says that the ticket has expired, although it was requested just now.',
  premature: 'Storage says that the ticket is not valid yet.',
  skewed: 'Storage says that the time of signing differs too much from its own clock.',
}

function describeSkew(verdict: Verdict, aheadSeconds: number | null, terms: SignedTerms): Finding {
  const isShort = terms.expiresInSeconds !== null && terms.expiresInSeconds < 30
  if (verdict === 'expired' && isShort && Math.abs(aheadSeconds ?? 0) <= agreeSeconds) {
    return {
      code: 'ticket-short-lived',
      message: `${verdicts.expired} It was signed to be valid for ${formatSeconds(terms.expiresInSeconds ?? 0)}.`,
      advice: 'Let tickets live five to fifteen minutes.',
    }
  }
  return { code: 'clock-skew', message: `${verdicts[verdict]} ${suspect(aheadSeconds)}`, advice }
}

const advice =
  "Synchronise the clocks of storage and of the machine that signs with a time server, and let no cache keep the API's answers (Cache-Control: no-store)."

function suspect(aheadSeconds: number | null): string {
  if (aheadSeconds === null) return 'The clocks of the signer and of storage differ, or the ticket came from a cache.'
  if (Math.abs(aheadSeconds) <= agreeSeconds) {
    return "By this device's clock it was signed just now, so storage's clock is probably wrong."
  }
  const when = formatOffset(aheadSeconds, 'in the future', 'in the past')
  return `By this device's clock it was signed ${when}. If this clock is right, the signer's is wrong, or the ticket came from a cache.`
}

function formatOffset(seconds: number, ahead: string, behind: string): string {
  const minutes = Math.abs(seconds) / 60
  const [amount, unit] = minutes < 120 ? [minutes, 'minutes'] : [minutes / 60, 'hours']
  return `${Math.round(amount)} ${unit} ${seconds > 0 ? ahead : behind}`
}
