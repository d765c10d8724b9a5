import type { SendOutcome } from '../../contract/ports/transport.js'
import type { PutTicket } from '../../contract/ticket.js'
import { type DoctorContext, withTimeout } from '../DoctorContext.js'
import { waitForPolicyEvents } from '../page/waitForPolicyEvents.js'
import type { TestAnswer } from '../ports.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import { describeCors } from '../report/describeCors.js'
import type { CorsFacts, FindingFacts } from '../report/DoctorTexts.js'
import { redactNames } from '../report/redactNames.js'
import { passReachability } from './passReachability.js'

type NoAnswer = SendOutcome & { readonly kind: 'no-answer' }

/**
 * Reports why the page got no answer to the probe. Browsers do not tell a page why a request failed, so the cause is found
 * by sending test requests that CORS and preflights treat differently.
 */
export async function explainNoAnswer(context: DoctorContext, ticket: ProbeTicket, outcome: NoAnswer): Promise<void> {
  const { reason } = outcome
  if (reason === 'redirected' || reason === 'not-storage') {
    passReachability(context)
    context.report.problem('storage', wrongServer[reason])
  } else if (!(await reportPolicy(context, ticket))) await findCause(context, ticket, outcome)
}

const wrongServer = {
  redirected: { id: 'storage-redirected' },
  'not-storage': { id: 'not-storage' },
} as const satisfies Record<string, FindingFacts>

/** Returns whether the content policy blocked the probe. */
async function reportPolicy(context: DoctorContext, { terms }: ProbeTicket): Promise<boolean> {
  await waitForPolicyEvents(context)
  const { origin } = new URL(terms.url)
  const isBlocked = context.violations.some((seen) => seen.directive === 'connect-src' && seen.origin === origin)
  if (!isBlocked) return false
  context.report.problem('content-policy', { id: 'policy-blocks-storage' })
  return true
}

async function findCause(context: DoctorContext, ticket: ProbeTicket, outcome: NoAnswer): Promise<void> {
  const { report, ports } = context
  passReachability(context, ['content-policy'])
  // Browsers send the body only after the preflight has been answered.
  const hasSent = outcome.sentBytes > 0
  const doesAnswer = (await test(context, ticket, 'GET', false)) !== 'nothing'
  if (!hasSent && !doesAnswer)
    return report.problem('reachable', { id: ports.page.isOnline() ? 'storage-unreachable' : 'offline' })
  passReachability(context, hasSent ? ['reachable', 'preflight'] : ['reachable'])
  if (outcome.reason === 'stalled' || outcome.reason === 'silent')
    return report.problem('storage', { id: 'storage-slow' })
  const facts = describeCors(ports.page.origin, ticket.terms.kind)
  const answer = await test(context, ticket, facts.method, true)
  if (answer === 'redirected') return report.problem('storage', wrongServer.redirected)
  if (hasSent) {
    const isHidden = answer === 'nothing' && doesAnswer
    return isHidden
      ? report.problem('cors', { id: 'cors-answer-hidden', facts })
      : report.problem('storage', { id: 'connection-broken' })
  }
  const isMethodAllowed = answer === 'answered'
  if (isMethodAllowed && outcome.mayBeRefused) return report.problem('storage', { id: 'connection-broken/early' })
  const isOriginAllowed = isMethodAllowed || (await test(context, ticket, 'GET', true)) !== 'nothing'
  return report.problem('preflight', describePreflight(ticket, facts, { isMethodAllowed, isOriginAllowed }))
}

interface Allowed {
  readonly isMethodAllowed: boolean
  readonly isOriginAllowed: boolean
}

function describePreflight({ terms }: ProbeTicket, facts: CorsFacts, allowed: Allowed): FindingFacts {
  if (!allowed.isOriginAllowed) return { id: 'cors-origin-refused', facts }
  if (!allowed.isMethodAllowed) return { id: 'cors-method-refused', facts }
  if (terms.kind === 'post') return { id: 'preflight-refused', facts }
  return { id: 'cors-headers-refused', facts: { ...facts, headers: redactNames(sentHeaders(terms)) } }
}

/** If the ticket names no type, the browser sends the file's own. */
function sentHeaders({ headers = {} }: PutTicket): readonly string[] {
  const names = Object.keys(headers)
  return names.some((name) => name.toLowerCase() === 'content-type') ? names : [...names, 'Content-Type']
}

/** Refers to a multipart upload that does not exist: in a bucket that anybody may write to, a plain PUT would create an empty object. */
const noUpload = '?partNumber=1&uploadId=none'

/** Uses the probe's own address, so that no other object is at risk, but without its query, which holds the signature. */
function test(
  context: DoctorContext,
  { terms }: ProbeTicket,
  method: 'GET' | 'PUT' | 'POST',
  isReadable: boolean,
): Promise<TestAnswer> {
  const { origin, pathname } = new URL(terms.url)
  const url = `${origin}${pathname}${method === 'PUT' ? noUpload : ''}`
  return context.ports.page.sendTestRequest({ url, method, isReadable }, withTimeout(context))
}
