import type { Json } from '../../contract/json.js'
import type { MultipartTicket, PostTicket, PutTicket, TicketAnswer } from '../../contract/ticket.js'
import { toUploadError } from '../../errors/toUploadError.js'
import { UploadError } from '../../errors/UploadError.js'
import { checkAnswer, readTerms } from '../../runner/answers/checkAnswer.js'
import { explainApiError } from '../checks/explainApiError.js'
import { call, type DoctorContext, type OpenTicket, type Probe } from '../DoctorContext.js'
import { waitForPolicyEvents } from '../page/waitForPolicyEvents.js'

/** The ticket that the probe is sent with. */
export interface ProbeTicket {
  readonly terms: PutTicket | PostTicket
  /** The multipart upload that the probe is one part of; null for an upload in one request. */
  readonly upload: MultipartTicket | null
  readonly reference: Json
  /** By this device's clock, milliseconds since the epoch: the ticket was signed between the two. */
  readonly askedAt: number
  readonly answeredAt: number
}

/** Requests a ticket; null if the upload ends here. Calls `onOpen` with every ticket that has to be abandoned later. */
export async function requestProbeTicket(
  context: DoctorContext,
  probe: Probe,
  onOpen: (ticket: OpenTicket) => void,
): Promise<ProbeTicket | null> {
  const { backend, report, ports } = context
  const askedAt = ports.clock.date()
  const answer = await attempt(context, async () => {
    const given = await call<unknown>(
      context,
      probe.idempotencyKey,
      (callContext) => backend.requestTicket(probe.request, callContext),
      (late) => noteLateTicket(late, onOpen),
    )
    return noteTicket(checkAnswer(given), onOpen)
  })
  if (!answer) return null
  if (answer.kind === 'existing' || answer.kind === 'stored') {
    reportKnownFile(context)
    return null
  }
  report.ok('ticket', { id: 'ticket-answered', facts: { kind: answer.kind } })
  const timing = { askedAt, answeredAt: ports.clock.date() }
  if (answer.kind !== 'multipart') {
    return { terms: answer, upload: null, reference: answer.reference ?? null, ...timing }
  }
  const terms = await attempt(context, () => signPart(context, probe, answer))
  return terms && { terms, upload: answer, reference: answer.reference, askedAt, answeredAt: ports.clock.date() }
}

function noteTicket(answer: TicketAnswer, onOpen: (ticket: OpenTicket) => void): TicketAnswer {
  if ('reference' in answer && answer.reference !== undefined) {
    onOpen({ reference: answer.reference, isMultipart: answer.kind === 'multipart' })
  }
  return answer
}

function noteLateTicket(late: unknown, onOpen: (ticket: OpenTicket) => void): void {
  try {
    noteTicket(checkAnswer(late), onOpen)
  } catch {
    // The late answer was no ticket, so there is nothing to abandon.
  }
}

/** Makes a call; if it fails, reports why and returns null. */
async function attempt<T>(context: DoctorContext, make: () => Promise<T>): Promise<T | null> {
  const { report, signal, violations } = context
  const earlier = violations.length
  try {
    return await make()
  } catch (thrown) {
    signal.throwIfAborted()
    await waitForPolicyEvents(context)
    const error = toUploadError(thrown, 'requesting')
    const isPolicy = violations.slice(earlier).some(({ directive }) => directive === 'connect-src')
    if (error.code !== 'server-unreachable' || !isPolicy) report.problem('ticket', explainApiError(error))
    else report.problem('content-policy', { id: 'policy-blocks-api' })
    return null
  }
}

function reportKnownFile({ report, options }: DoctorContext): void {
  if (options.file) report.skip('ticket', { id: 'file-known' })
  else report.problem('ticket', { id: 'already-stored' })
}

/** Storage is checked with the first part of the upload. The upload is never completed. */
async function signPart(context: DoctorContext, probe: Probe, ticket: MultipartTicket): Promise<PutTicket> {
  const { backend, inspector, signal } = context
  const { multipart } = backend
  if (!multipart) {
    throw new UploadError(
      'ticket-unusable',
      "The ticket is for a multipart upload, but the backend has no 'multipart'.",
    )
  }
  const algorithm = ticket.partDigest === undefined ? backend.digest : ticket.partDigest
  const { digest } = await inspector.inspect(probe.file, algorithm, signal)
  const parts = [{ number: 1, size: probe.file.size, ...(digest && { digest }) }]
  const [signed] = await call(context, probe.idempotencyKey, (callContext) =>
    multipart.signParts(ticket.reference, parts, callContext),
  )
  return { kind: 'put', ...readTerms(signed) }
}
