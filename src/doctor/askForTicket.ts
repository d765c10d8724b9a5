import { checkAnswer, readTerms } from '../runner/answers/checkAnswer.js'
import { toUploadError } from '../errors/toUploadError.js'
import { UploadError } from '../errors/UploadError.js'
import type { Json } from '../contract/json.js'
import type { MultipartTicket, PostTicket, PutTicket, TicketAnswer } from '../contract/ticket.js'
import { describeApiError } from './describeApiError.js'
import { call, type Claim, type Probe, type Visit } from './visit.js'
import { settleEvents } from './settleEvents.js'

/** Leave to send the probe, and when it was asked for. */
export interface ProbeTicket {
  readonly terms: PutTicket | PostTicket
  /** The multipart upload that the terms are for one part of. */
  readonly upload: MultipartTicket | null
  readonly reference: Json
  /** This device's time of day, milliseconds: the ticket was signed between these two. */
  readonly askedAt: number
  readonly answeredAt: number
}

/** Asks the backend for a ticket; null where there is none to go on with. `claim` hears of what has to be given back. */
export async function askForTicket(
  visit: Visit,
  probe: Probe,
  claim: (claimed: Claim) => void,
): Promise<ProbeTicket | null> {
  const { backend, chart, ports } = visit
  const askedAt = ports.clock.date()
  const answer = await attempt(visit, async () => {
    const given = await call<unknown>(
      visit,
      probe.idempotencyKey,
      (context) => backend.requestTicket(probe.request, context),
      (late) => claimLate(late, claim),
    )
    return claimed(checkAnswer(given), claim)
  })
  if (!answer) return null
  if (answer.kind === 'existing' || answer.kind === 'stored') {
    noteKnown(visit)
    return null
  }
  chart.ok('ticket', `The backend answers with a ticket for ${words[answer.kind]}.`)
  const timing = { askedAt, answeredAt: ports.clock.date() }
  if (answer.kind !== 'multipart') {
    return { terms: answer, upload: null, reference: answer.reference ?? null, ...timing }
  }
  const terms = await attempt(visit, () => signPart(visit, probe, answer))
  return terms && { terms, upload: answer, reference: answer.reference, askedAt, answeredAt: ports.clock.date() }
}

const words = { put: 'a PUT', post: 'a form POST', multipart: 'an upload in parts' } as const

function claimed(answer: TicketAnswer, claim: (claimed: Claim) => void): TicketAnswer {
  if ('reference' in answer && answer.reference !== undefined) {
    claim({ reference: answer.reference, isMultipart: answer.kind === 'multipart' })
  }
  return answer
}

function claimLate(late: unknown, claim: (claimed: Claim) => void): void {
  try {
    claimed(checkAnswer(late), claim)
  } catch {
    // It was no ticket, so there is nothing to give back.
  }
}

/** Makes a call, and writes down why it failed; null then. */
async function attempt<T>(visit: Visit, make: () => Promise<T>): Promise<T | null> {
  const { chart, signal, violations } = visit
  const seen = violations.length
  try {
    return await make()
  } catch (thrown) {
    signal.throwIfAborted()
    await settleEvents(visit)
    const error = toUploadError(thrown, 'requesting')
    const isPolicy = violations.slice(seen).some(({ directive }) => directive === 'connect-src')
    if (error.code !== 'server-unreachable' || !isPolicy) chart.problem('ticket', describeApiError(error))
    else {
      chart.problem('content-policy', {
        code: 'policy-blocks-api',
        message: "The page's content policy forbids the connection to the API.",
        advice: "Add the API's origin to connect-src.",
      })
    }
    return null
  }
}

function noteKnown({ chart, options }: Visit): void {
  if (options.file) {
    return chart.skip('ticket', 'The API has this file already, so nothing is sent. Give the doctor one that is new.')
  }
  chart.problem('ticket', {
    code: 'already-stored',
    message: 'The API says that it has the probe already, though its bytes are new.',
    advice: 'Recognise files by a digest of their bytes, together with their size; not by name, type or size alone.',
  })
}

/** Storage is examined with the first part of the upload, which is never joined. */
async function signPart(visit: Visit, probe: Probe, ticket: MultipartTicket): Promise<PutTicket> {
  const { backend, inspection, signal } = visit
  const { multipart } = backend
  if (!multipart) {
    throw new UploadError(
      'ticket-unusable',
      "The ticket is for an upload in parts, but the backend has no 'multipart'.",
    )
  }
  const algorithm = ticket.partDigest === undefined ? backend.digest : ticket.partDigest
  const { digest } = await inspection.inspect(probe.file, algorithm, signal)
  const parts = [{ number: 1, size: probe.file.size, ...(digest && { digest }) }]
  const [signed] = await call(visit, probe.idempotencyKey, (context) =>
    multipart.signParts(ticket.reference, parts, context),
  )
  return { kind: 'put', ...readTerms(signed) }
}
