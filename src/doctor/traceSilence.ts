import type { SendOutcome } from '../contract/ports/transport.js'
import type { PutTicket } from '../contract/ticket.js'
import type { ProbeTicket } from './askForTicket.js'
import { adviseCors } from './corsRule.js'
import type { Finding } from './diagnosis.js'
import { listNames } from './listNames.js'
import { noteWay } from './noteWay.js'
import { settleEvents } from './settleEvents.js'
import type { Reply } from './ports.js'
import { limit, type Visit } from './visit.js'

type NoAnswer = SendOutcome & { readonly kind: 'no-answer' }

/** Finds out why no answer to the probe came, with requests that browsers treat otherwise. */
export async function traceSilence(visit: Visit, ticket: ProbeTicket, outcome: NoAnswer): Promise<void> {
  const { reason } = outcome
  if (reason === 'redirected' || reason === 'not-storage') {
    noteWay(visit)
    visit.chart.problem('storage', strangers[reason])
  } else if (!(await isForbidden(visit, ticket))) await traceLoss(visit, ticket, outcome)
}

const strangers: Readonly<Record<'redirected' | 'not-storage', Finding>> = {
  redirected: {
    code: 'storage-redirected',
    message: 'Storage redirected the probe to another origin, for which the ticket is not good.',
    advice: "Sign for the endpoint that storage redirects to; with S3 it is that of the bucket's own region.",
  },
  'not-storage': {
    code: 'not-storage',
    message: 'Something other than storage answered: a page, or an error under a status of success.',
    advice:
      'Check the endpoint that the API signs for, and whether a proxy, a sign-in page or a captive portal is on the way.',
  },
}

async function isForbidden(visit: Visit, { terms }: ProbeTicket): Promise<boolean> {
  await settleEvents(visit)
  const { origin } = new URL(terms.url)
  const isOurs = visit.violations.some((seen) => seen.directive === 'connect-src' && seen.origin === origin)
  if (!isOurs) return false
  visit.chart.problem('content-policy', {
    code: 'policy-blocks-storage',
    message: "The page's content policy forbids the connection to storage.",
    advice:
      "Add storage's origin, which is that of the ticket's URL, to connect-src; to img-src too where pictures come from there.",
  })
  return true
}

async function traceLoss(visit: Visit, ticket: ProbeTicket, outcome: NoAnswer): Promise<void> {
  const { chart, ports } = visit
  noteWay(visit, ['content-policy'])
  // Before any byte goes out, somebody has answered the preflight.
  const hasSent = outcome.sentBytes > 0
  const doesAnswer = (await ask(visit, ticket, 'GET', false)) !== 'nothing'
  if (!hasSent && !doesAnswer) return chart.problem('reachable', describeDistance(visit))
  noteWay(visit, hasSent ? ['reachable', 'preflight'] : ['reachable'])
  if (outcome.reason === 'stalled' || outcome.reason === 'silent') return chart.problem('storage', slow)
  const method = methodOf(ticket)
  const rule = adviseCors(ports.page.origin, method)
  const reply = await ask(visit, ticket, method, true)
  if (reply === 'redirected') return chart.problem('storage', strangers.redirected)
  if (hasSent) {
    const isHidden = reply === 'nothing' && doesAnswer
    return isHidden ? chart.problem('cors', describeHidden(rule)) : chart.problem('storage', broken)
  }
  const isBareAnswered = reply === 'answered'
  if (isBareAnswered && outcome.mayBeRefused) return chart.problem('storage', unread)
  const isOriginKnown = isBareAnswered || (await ask(visit, ticket, 'GET', true)) !== 'nothing'
  return chart.problem('preflight', describePreflight(ticket, { rule, isBareAnswered, isOriginKnown }))
}

const slow: Finding = {
  code: 'storage-slow',
  message: 'Storage can be reached, but did not answer the probe in time.',
  advice:
    "Look at storage's own log, and at proxies on the way that wait for something; a longer 'timeoutMs' tells slow from stuck.",
}

const broken: Finding = {
  code: 'connection-broken',
  message: 'The connection to storage breaks off once the bytes of the probe are sent.',
  advice:
    "Look for a proxy or a firewall between browsers and storage that limits the size or the methods of requests, and at storage's own log.",
}

const unread: Finding = {
  code: 'connection-broken',
  message:
    'The connection broke before storage had the probe. Storage may have refused the ticket without reading the probe: this browser does not show such an answer.',
  advice: 'Examine with a file of less than 64 KiB, whose refusal every browser shows, or in Chromium.',
}

function describeDistance({ ports }: Visit): Finding {
  if (!ports.page.isOnline()) {
    return { code: 'offline', message: 'The browser is offline.', advice: 'Connect, and examine again.' }
  }
  return {
    code: 'storage-unreachable',
    message: 'Nothing answers at the address in the ticket.',
    advice:
      'Check the host and port that the API signs for: browsers have to reach them, so names that only exist between servers or containers will not work. Then the TLS certificate, and extensions that block requests.',
  }
}

function describeHidden(rule: string): Finding {
  return {
    code: 'cors-answer-hidden',
    message:
      "Storage got the probe, but its answer does not allow this page's origin (Access-Control-Allow-Origin), so the browser keeps it back.",
    advice: `${rule} If a proxy or CDN stands before storage, let it pass that header on.`,
  }
}

interface PreflightFacts {
  readonly rule: string
  readonly isBareAnswered: boolean
  readonly isOriginKnown: boolean
}

function describePreflight(ticket: ProbeTicket, facts: PreflightFacts): Finding {
  const { rule, isBareAnswered, isOriginKnown } = facts
  const method = methodOf(ticket)
  if (!isOriginKnown) {
    return {
      code: 'cors-origin-refused',
      message:
        "Storage refused the browser's question (the preflight), and lets this page read no answer at all: it does not know the page's origin.",
      advice: rule,
    }
  }
  if (!isBareAnswered) {
    return {
      code: 'cors-method-refused',
      message: `Storage knows this page's origin, but refused the browser's question (the preflight) about ${method}.`,
      advice: rule,
    }
  }
  if (ticket.terms.kind === 'put') {
    return {
      code: 'cors-headers-refused',
      message: `Storage allows ${method}, but refused the browser's question (the preflight) about the headers of the upload: ${listNames(sentHeaders(ticket.terms))}.`,
      advice: rule,
    }
  }
  return {
    code: 'preflight-refused',
    message:
      'Storage answers a plain form, but refused the question (the preflight, OPTIONS) that browsers ask before a form with progress.',
    advice: `${rule} If a proxy or firewall stands before storage, let it pass OPTIONS on.`,
  }
}

/** With no type in the ticket the browser tells that of the file. */
function sentHeaders({ headers = {} }: PutTicket): readonly string[] {
  const names = Object.keys(headers)
  return names.some((name) => name.toLowerCase() === 'content-type') ? names : [...names, 'Content-Type']
}

function methodOf({ terms }: ProbeTicket): 'PUT' | 'POST' {
  return terms.kind === 'put' ? 'PUT' : 'POST'
}

/** A part of an upload that nobody began: where anybody may write, a PUT without it would leave an empty object. */
const nowhere = '?partNumber=1&uploadId=none'

/** At the probe's own address, so that nothing else can come to harm; without its query, which holds the signature. */
function ask(
  visit: Visit,
  { terms }: ProbeTicket,
  method: 'GET' | 'PUT' | 'POST',
  isReadable: boolean,
): Promise<Reply> {
  const { origin, pathname } = new URL(terms.url)
  const url = `${origin}${pathname}${method === 'PUT' ? nowhere : ''}`
  return visit.ports.page.ask({ url, method, isReadable }, limit(visit))
}
