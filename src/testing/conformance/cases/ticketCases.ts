import { toUploadError } from '../../../errors/toUploadError.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { TicketAnswer } from '../../../contract/ticket.js'
import type { ApiRequest, TicketShape } from '../ApiDescription.js'
import type { FetchedCall } from '../../fakes/scriptFetch.js'
import { callContext, openSubject } from '../openSubject.js'
import { only, playUpload } from '../playUpload.js'
import { errorOf } from '../readError.js'
import { sample, sampleFile, sentinel } from '../sample.js'
import { requestFor } from '../sampleUpload.js'
import type { Subject } from '../Subject.js'
import type { TestRunner } from '../TestRunner.js'

/** Tickets: how the API is asked, and how its answer is read. */
export function describeTickets<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject

  it('states its scope, the digest it needs and whether it shares files', async () => {
    const { backend } = openSubject(subject)
    const { name, sharesFiles } = backend
    expect([typeof name, name !== '', sharesFiles]).toEqual(['string', true, api.ticket.sharesFiles])
    expect([null, 'md5', 'sha-256'].includes(backend.digest)).toEqual(true)
    expect((backend.scope ?? '').includes(sentinel)).toEqual(false)
  })

  it('requests a ticket as the API expects', async () => {
    const { backend, calls } = openSubject(subject)
    await backend.requestTicket(requestFor(backend, api), callContext())
    expect(calls.map((call) => pickRequest(call, api.ticket.request))).toEqual([api.ticket.request])
  })

  it('makes the core compute the digest that it needs, and no other', async () => {
    const play = await playUpload(subject)
    expect(play.digests).toEqual([play.backend.digest])
  })

  it('reads every kind of ticket that the API issues', async () => {
    for (const shape of api.ticket.shapes) {
      const { backend } = openSubject(subject, { ticket: shape.answer })
      const answer = await backend.requestTicket(requestFor(backend, api), callContext())
      expect([shape.name, termsOf(answer)]).toEqual([shape.name, expectedTerms(shape)])
    }
  })

  it('treats a file that the API already has as done; or sends every equal file', async () => {
    const { existing } = api.ticket
    if (existing === 'none') {
      const play = await playUpload(subject, {}, undefined, [sampleFile(), sampleFile()])
      const { sharesFiles } = play.backend
      const tickets = play.callsOf('ticket').length
      expect([sharesFiles, tickets, play.storage.requests.length]).toEqual([false, 2, 2])
      return
    }
    const play = await playUpload(subject, { ticket: existing.answer })
    const upload = only(play)
    expect(upload.status === 'done' && [upload.outcome, upload.stored]).toEqual(['existing', existing.file])
    expect([play.storage.requests.length, play.callsOf('confirm').length, upload.sentBytes]).toEqual([0, 0, 0])
  })

  it('sends metadata for files that may be shared; or shares none', async () => {
    const { sharesFiles, takesMetadata = true } = api.ticket
    const bodies = async (note: string): Promise<string> => {
      const { backend, calls } = openSubject(subject)
      const request = requestFor(backend, api)
      await backend.requestTicket({ ...request, metadata: { ...request.metadata, note } }, callContext())
      return JSON.stringify(calls.map(({ url, json }) => [url, json]))
    }
    if (!sharesFiles) {
      const play = await playUpload(subject, {}, undefined, [sampleFile(), sampleFile()])
      expect(play.storage.requests.length).toEqual(2)
      return
    }
    expect((await bodies('first')) !== (await bodies('second'))).toEqual(takesMetadata)
  })

  it('registers what storage already has without sending it; or has no such answer', async () => {
    const { stored = 'none' } = api.ticket
    if (stored === 'none') {
      const play = await playUpload(subject)
      expect([play.storage.requests.length, only(play).status]).toEqual([1, 'done'])
      return
    }
    const { backend } = openSubject(subject, { ticket: stored.answer })
    const answer = await backend.requestTicket(requestFor(backend, api), callContext())
    expect(answer).toEqual({ kind: 'stored', reference: stored.reference })
    const play = await playUpload(subject, { ticket: stored.answer })
    const upload = only(play)
    expect(upload.status === 'done' && upload.stored).toEqual(api.confirm.file)
    expect([play.storage.requests.length, play.callsOf('confirm').length]).toEqual([0, 1])
  })

  it('requests many tickets in one call, each with its own answer; or one per call', async () => {
    const { gathered } = api.ticket
    const { backend, calls } = openSubject(subject, gathered === 'none' ? {} : { ticket: gathered.answer })
    const requests = ['a', 'b'].map((id) => ({ ...requestFor(backend, api), id }))
    if (gathered === 'none') {
      const play = await playUpload(subject, {}, undefined, [sampleFile(), new File(['other'], sample.name)])
      expect([typeof backend.requestTickets, play.callsOf('ticket').length]).toEqual(['undefined', 2])
      return
    }
    const answers = (await backend.requestTickets?.(requests, callContext({ idempotencyKeys: ['1', '2'] }))) ?? []
    expect([calls.length, answers.map(kindOrCode)]).toEqual([1, [kindOf(api.ticket.shapes[0]), gathered.code]])
    const half = openSubject(subject, { ticket: gathered.malformed })
    const halves = (await half.backend.requestTickets?.(requests, callContext())) ?? []
    expect(halves.map(kindOrCode)).toEqual([kindOf(api.ticket.shapes[0]), 'answer-malformed'])
    const other = openSubject(subject, { ticket: gathered.miscounted })
    const asking = (async () => other.backend.requestTickets?.(requests, callContext()))()
    expect((await errorOf(asking, 'requesting')).code).toEqual('answer-malformed')
  })
}

/** Reduces a call to the fields of a description. */
export function pickRequest({ method, url, json, headers }: FetchedCall, expected: ApiRequest): ApiRequest {
  const named = Object.keys(expected.headers ?? {}).map((name) => [name, headers[name] ?? 'missing'])
  return {
    method,
    url,
    ...(json !== undefined && { json }),
    ...(expected.headers && { headers: Object.fromEntries(named) as Record<string, string> }),
  }
}

function kindOf({ sent }: TicketShape): string {
  return sent.method === 'PUT' ? 'put' : 'post'
}

function termsOf(answer: TicketAnswer): object {
  if (answer.kind !== 'put' && answer.kind !== 'post') return { kind: answer.kind }
  const { kind, reference, expiresInSeconds, singleUse } = answer
  return { kind, reference, expiresInSeconds, singleUse: singleUse ?? false }
}

function expectedTerms(shape: TicketShape): object {
  const { reference, expiresInSeconds, singleUse = false } = shape
  return { kind: kindOf(shape), reference, expiresInSeconds, singleUse }
}

/** Returns the result for one file in an answer for many. */
export function kindOrCode(answer: { readonly kind: string; readonly error?: unknown }): string {
  return answer.kind === 'failed' ? toUploadError(answer.error, 'requesting').code : answer.kind
}
