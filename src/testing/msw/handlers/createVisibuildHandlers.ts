import { http, HttpResponse, type HttpHandler } from 'msw'
import { answerCall } from '../answerCall.js'
import { bytesOf, digestIn, textOf } from '../inputs.js'
import type { MockFailure, MockOptions } from '../MockOptions.js'
import { MockRefusal } from '../MockRefusal.js'
import { createMockStorage } from '../mockStorage.js'
import { pageUrl } from '../pageUrl.js'

/** How the mocked Visibuild and its storage behave. */
export interface VisibuildHandlersOptions extends MockOptions<VisibuildRecordFailure> {
  /** As in `createVisibuildBackend({ url })`. @default 'https://app.visibuild.com.au' */
  readonly url?: string
}

export type VisibuildFailure = MockFailure | VisibuildRecordFailure

/** The three refusals of the call that creates a record. It also gives them when they are true. */
export type VisibuildRecordFailure = 'key-not-found' | 'other-company' | 'already-associated'

const recordProblems: Readonly<Record<VisibuildRecordFailure, string>> = {
  'key-not-found': 'attachment key not found',
  'other-company': 'attachment belongs to another company',
  'already-associated': 'attachment already associated',
}

/**
 * Visibuild's attachments API and the storage behind it, for MSW, with the call that creates a ticket (its kind of
 * record) from keys: all of them, or none and no record.
 *
 * @example setupServer(...createVisibuildHandlers(() => ({})))
 */
export function createVisibuildHandlers(read: () => VisibuildHandlersOptions): readonly HttpHandler[] {
  const storage = createMockStorage('visibuild', read)
  const linked = new Set<string>()
  const { url = 'https://app.visibuild.com.au' } = read()
  const at = (path: string): string => pageUrl(`${url.replace(/\/$/, '')}/api/core/v1${path}`)
  let uploads = 0

  async function presign(request: Request): Promise<Response> {
    const body = (await request.json()) as Readonly<Record<string, unknown>>
    const [filename, type] = [textOf(body, 'filename'), textOf(body, 'contentType')]
    const md5 = digestIn(body, 'checksum', 16)
    const key = `attachment/${++uploads}/${filename}`
    const headers = { 'Content-Type': type, 'Content-MD5': md5 }
    const signed = storage.signPut({ key, type, size: bytesOf(body, 'fileSize'), md5 })
    return HttpResponse.json({ data: { upload: { key, filename, url: signed, headers } } })
  }

  async function createTicket(request: Request): Promise<Response> {
    const { title, attachmentKeys = [] } = (await request.json()) as TicketBody
    const { failure, onRegistered } = read()
    if (failure && failure in recordProblems) throw recordProblem(failure as VisibuildRecordFailure)
    for (const key of attachmentKeys) {
      if (!storage.look(key)) throw recordProblem('key-not-found')
      if (linked.has(key)) throw recordProblem('already-associated')
    }
    for (const key of attachmentKeys) linked.add(key)
    const ticket = { id: crypto.randomUUID(), title, attachmentKeys }
    onRegistered?.(ticket)
    return HttpResponse.json({ data: { ticket } }, { status: 201 })
  }

  return [
    http.post(at('/attachments'), ({ request }) =>
      answerCall({ options: read(), call: 'ticket', respond: refuse, work: () => presign(request) }),
    ),
    http.post(at('/tickets'), ({ request }) =>
      answerCall({ options: read(), call: 'confirm', respond: refuse, work: () => createTicket(request) }),
    ),
    ...storage.handlers,
  ]
}

interface TicketBody {
  readonly title?: string
  readonly attachmentKeys?: readonly string[]
}

function recordProblem(failure: VisibuildRecordFailure): MockRefusal {
  return new MockRefusal(422, recordProblems[failure])
}

function refuse({ status, message }: MockRefusal): Response {
  return HttpResponse.json({ errors: [{ message }] }, { status: status === 400 ? 422 : status })
}
