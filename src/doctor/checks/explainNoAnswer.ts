import type { SendOutcome } from '../../contract/ports/transport.js'
import type { PutTicket } from '../../contract/ticket.js'
import { type DoctorContext, withTimeout } from '../DoctorContext.js'
import { waitForPolicyEvents } from '../page/waitForPolicyEvents.js'
import type { TestAnswer } from '../ports.js'
import type { ProbeTicket } from '../probe/requestProbeTicket.js'
import { adviseCors } from '../report/adviseCors.js'
import type { Finding } from '../report/diagnosis.js'
import { listNames } from '../report/listNames.js'
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

const wrongServer: Readonly<Record<'redirected' | 'not-storage', Finding>> = {
  redirected: {
    code: 'storage-redirected',
    message: 'Storage redirected the probe to another origin, where the ticket is not valid.',
    advice: "Sign for the endpoint that storage redirects to. With S3 that is the endpoint of the bucket's own region.",
  },
  'not-storage': {
    code: 'not-storage',
    message: 'Something other than storage answered: with a page, or with an error under a success status.',
    advice:
      'Check the endpoint that the API signs for. Also check whether a proxy, a sign-in page or a captive portal is in between.',
  },
}

/** Returns whether the content policy blocked the probe. */
async function reportPolicy(context: DoctorContext, { terms }: ProbeTicket): Promise<boolean> {
  await waitForPolicyEvents(context)
  const { origin } = new URL(terms.url)
  const isBlocked = context.violations.some((seen) => seen.directive === 'connect-src' && seen.origin === origin)
  if (!isBlocked) return false
  context.report.problem('content-policy', {
    code: 'policy-blocks-storage',
    message: "The page's content policy blocks the connection to storage.",
    advice:
      "Add storage's origin, which is the origin of the ticket's URL, to connect-src. If pictures come from there, add it to img-src as well.",
  })
  return true
}

async function findCause(context: DoctorContext, ticket: ProbeTicket, outcome: NoAnswer): Promise<void> {
  const { report, ports } = context
  passReachability(context, ['content-policy'])
  // Browsers send the body only after the preflight has been answered.
  const hasSent = outcome.sentBytes > 0
  const doesAnswer = (await test(context, ticket, 'GET', false)) !== 'nothing'
  if (!hasSent && !doesAnswer) return report.problem('reachable', describeUnreachable(context))
  passReachability(context, hasSent ? ['reachable', 'preflight'] : ['reachable'])
  if (outcome.reason === 'stalled' || outcome.reason === 'silent') return report.problem('storage', slow)
  const method = methodOf(ticket)
  const rule = adviseCors(ports.page.origin, method)
  const answer = await test(context, ticket, method, true)
  if (answer === 'redirected') return report.problem('storage', wrongServer.redirected)
  if (hasSent) {
    const isHidden = answer === 'nothing' && doesAnswer
    return isHidden ? report.problem('cors', describeHidden(rule)) : report.problem('storage', broken)
  }
  const isMethodAllowed = answer === 'answered'
  if (isMethodAllowed && outcome.mayBeRefused) return report.problem('storage', brokenEarly)
  const isOriginAllowed = isMethodAllowed || (await test(context, ticket, 'GET', true)) !== 'nothing'
  return report.problem('preflight', describePreflight(ticket, { rule, isMethodAllowed, isOriginAllowed }))
}

const slow: Finding = {
  code: 'storage-slow',
  message: 'Storage can be reached, but did not answer the probe in time.',
  advice:
    "Look at storage's own log, and for proxies in between that wait for something. A longer 'timeoutMs' shows whether storage is slow or stuck.",
}

const broken: Finding = {
  code: 'connection-broken',
  message: 'The connection to storage breaks as soon as the bytes of the probe are sent.',
  advice:
    "Look for a proxy or firewall between the browser and storage that limits the size or the methods of requests, and at storage's own log.",
}

const brokenEarly: Finding = {
  code: 'connection-broken',
  message:
    'The connection broke before the whole probe was sent. Storage may have refused the ticket without reading the probe; this browser does not show such an answer.',
  advice:
    'Run the check with a file smaller than 64 KiB, because every browser shows its refusal, or run it in Chromium.',
}

function describeUnreachable({ ports }: DoctorContext): Finding {
  if (!ports.page.isOnline()) {
    return { code: 'offline', message: 'The browser is offline.', advice: 'Connect to the network and check again.' }
  }
  return {
    code: 'storage-unreachable',
    message: 'Nothing answers at the address in the ticket.',
    advice:
      'Check the host and port that the API signs for: browsers have to reach them, so names that only exist between servers or containers do not work. Then check the TLS certificate, and extensions that block requests.',
  }
}

function describeHidden(rule: string): Finding {
  return {
    code: 'cors-answer-hidden',
    message:
      "Storage received the probe, but its answer does not allow this page's origin (Access-Control-Allow-Origin), so the browser hides it from the page.",
    advice: `${rule} If there is a proxy or CDN in front of storage, let it pass that header on.`,
  }
}

interface PreflightFacts {
  readonly rule: string
  readonly isMethodAllowed: boolean
  readonly isOriginAllowed: boolean
}

function describePreflight(ticket: ProbeTicket, facts: PreflightFacts): Finding {
  const { rule, isMethodAllowed, isOriginAllowed } = facts
  const method = methodOf(ticket)
  if (!isOriginAllowed) {
    return {
      code: 'cors-origin-refused',
      message:
        "Storage refused the preflight request and lets this page read no answer at all: it does not allow the page's origin.",
      advice: rule,
    }
  }
  if (!isMethodAllowed) {
    return {
      code: 'cors-method-refused',
      message: `Storage allows this page's origin, but refused the preflight request for ${method}.`,
      advice: rule,
    }
  }
  if (ticket.terms.kind === 'put') {
    return {
      code: 'cors-headers-refused',
      message: `Storage allows ${method}, but refused the preflight request for the headers of the upload: ${listNames(sentHeaders(ticket.terms))}.`,
      advice: rule,
    }
  }
  return {
    code: 'preflight-refused',
    message:
      'Storage answers a plain form, but refused the preflight request (OPTIONS) that browsers send before a form with progress.',
    advice: `${rule} If there is a proxy or firewall in front of storage, let it pass OPTIONS on.`,
  }
}

/** If the ticket names no type, the browser sends the file's own. */
function sentHeaders({ headers = {} }: PutTicket): readonly string[] {
  const names = Object.keys(headers)
  return names.some((name) => name.toLowerCase() === 'content-type') ? names : [...names, 'Content-Type']
}

function methodOf({ terms }: ProbeTicket): 'PUT' | 'POST' {
  return terms.kind === 'put' ? 'PUT' : 'POST'
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
