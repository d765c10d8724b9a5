import type { HeadersAsk } from '../../../backends/http/credentials.js'
import type { CallContext } from '../../../contract/backend.js'
import type { Json } from '../../../contract/json.js'
import type { MultipartCalls } from '../../../contract/multipart.js'
import type { RejectionReason } from '../../../contract/restrictions.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { FetchedCall, ScriptedAnswer } from '../../fakes/scriptFetch.js'
import type { ApiDescription, LimitDescription } from '../ApiDescription.js'
import { type Answer, callContext, type Opened, openSubject, type Script } from '../openSubject.js'
import { until } from '../playUpload.js'
import { endOf, errorOf } from '../readError.js'
import { sample, sampleFile } from '../sample.js'
import { storedUnder } from '../sampleUpload.js'
import type { Subject } from '../Subject.js'
import type { TestRunner } from '../TestRunner.js'
import { pickRequest } from './ticketCases.js'

/** Calls before and after an upload: limits, the gallery, a fresh URL. */
export function describeReading<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject

  it('rejects what the API cannot take before a byte is read', async () => {
    const { backend, calls } = openSubject(subject)
    const codesFor = ({ file, metadata = api.metadata ?? {} }: LimitDescription): readonly string[] =>
      (backend.check?.(fileOf(file), metadata) ?? []).map(({ code }: RejectionReason) => code)
    const found = Object.entries(api.limits).map(([name, limit]) => [name, codesFor(limit)])
    const expected = Object.entries(api.limits).map(([name, { codes }]) => [name, codes])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    expect([codesFor({ file: {}, codes: [] }), calls.length]).toEqual([[], 0])
  })

  it('returns a file with a fresh URL; or has no call for it', async () => {
    const { get } = api
    const { backend, calls } = openSubject(subject)
    if (get === 'none') {
      expect(typeof backend.get).toEqual('undefined')
      return
    }
    expect(await backend.get?.(get.id, callContext())).toEqual(get.file)
    expect(calls.map((made) => pickRequest(made, get.request))).toEqual([get.request])
  })

  it('lists files page by page; or has no call for it', async () => {
    const { list } = api
    const { backend, calls } = openSubject(subject)
    if (list === 'none') {
      expect(typeof backend.list).toEqual('undefined')
      return
    }
    expect(await backend.list?.({ cursor: 'next', limit: 2 }, callContext())).toEqual(list.page)
    expect(calls.map((made) => pickRequest(made, list.request))).toEqual([list.request])
  })

  it('returns previews in ascending order, and never the original as one; or has none', async () => {
    const { get } = api
    const { backend } = openSubject(subject)
    const got = get === 'none' ? undefined : await backend.get?.(get.id, callContext())
    const page = api.list === 'none' ? undefined : await backend.list?.({ cursor: null, limit: 2 }, callContext())
    const confirmed = await backend.confirm(storedUnder(backend, api), callContext())
    for (const { url, previews = [] } of [confirmed, ...(got ? [got] : []), ...(page?.files ?? [])]) {
      const widths = previews.map(({ width }) => width)
      expect(widths).toEqual(widths.toSorted((a, b) => a - b))
      expect(previews.filter((preview) => preview.url === url)).toEqual([])
    }
  })

  it('accepts no malformed file, page or answer; or has no such calls', async () => {
    for (const answer of [{ page: '<!doctype html>' }, { json: null }, { json: { data: null } }]) {
      const calls = sideCalls(openSubject(subject, everyCall(answer)), api)
      const { abandon: _, abortParts: _parts, deleteFile: _delete, ...reading } = calls
      for (const [name, make] of Object.entries(reading)) {
        const { code } = await errorOf(make(callContext()), 'requesting')
        expect([name, code]).toEqual([name, 'answer-malformed'])
      }
    }
  })

  it('ends each of its other calls when the signal fires, and makes none after that; or has no such calls', async () => {
    for (const name of Object.keys(sideCalls(openSubject(subject), api))) {
      const opened = openSubject(subject, everyCall('silent'))
      const call = sideCalls(opened, api)[name]
      const controller = new AbortController()
      const calling = endOf(call?.(callContext({ signal: controller.signal })) ?? Promise.resolve())
      await until(`the call of ${name}`, () => opened.calls.length === 1)
      controller.abort()
      const late = await endOf(call?.(callContext({ signal: controller.signal })) ?? Promise.resolve())
      const isEnded = opened.calls.every(({ signal }) => signal?.aborted)
      expect([name, await calling, late, isEnded, opened.calls.length]).toEqual([
        name,
        'AbortError',
        'AbortError',
        true,
        1,
      ])
    }
  })

  it('sends credentials with each of its other calls, and refreshes them once; or takes none', async () => {
    const isShown = api.credentials !== 'none'
    for (const name of Object.keys(sideCalls(openSubject(subject), api))) {
      const opened = openSubject(subject, everyCall(refuseAging), agingHeaders)
      await endOf(sideCalls(opened, api)[name]?.(callContext()) ?? Promise.resolve())
      const shown = opened.calls.map((made) => made.headers['authorization'])
      expect([name, shown]).toEqual([name, isShown ? ['stale', 'fresh'] : [undefined]])
    }
  })
}

type SideCalls = Readonly<Record<string, (context: CallContext) => Promise<unknown>>>

/** The calls of an adapter besides requesting a ticket and registering. */
function sideCalls<TFile extends StoredFile>(
  { backend }: Pick<Opened<TFile>, 'backend'>,
  api: ApiDescription<TFile>,
): SideCalls {
  const { reference } = api.ticket.shapes[0]
  const { get, deleteFile = 'none', updateFile = 'none' } = api
  const stored = storedUnder(backend, api)
  return {
    ...(backend.requestTickets && {
      requestTickets: async (context) => backend.requestTickets?.([stored.request], context),
    }),
    ...(backend.confirmMany && { confirmMany: async (context) => backend.confirmMany?.([stored], context) }),
    ...(backend.reconcile && { reconcile: async (context) => backend.reconcile?.(stored, context) }),
    ...(backend.abandon && { abandon: async (context) => backend.abandon?.(reference, context) }),
    ...(backend.get && { get: async (context) => backend.get?.(get === 'none' ? '1' : get.id, context) }),
    ...(backend.list && { list: async (context) => backend.list?.({ cursor: null, limit: 2 }, context) }),
    ...(backend.deleteFile && {
      deleteFile: async (context) => backend.deleteFile?.(deleteFile === 'none' ? '1' : deleteFile.id, context),
    }),
    ...(backend.updateFile && {
      updateFile: async (context) => backend.updateFile?.(updateFile === 'none' ? '1' : updateFile.id, {}, context),
    }),
    ...(backend.multipart && partCalls(backend.multipart, reference)),
  }
}

function partCalls(multipart: MultipartCalls, reference: Json): SideCalls {
  const part = { number: 1, size: sample.size }
  return {
    signParts: async (context) => multipart.signParts(reference, [part], context),
    listParts: async (context) => multipart.listParts(reference, context),
    complete: async (context) => multipart.complete(reference, [{ number: 1, etag: sample.md5.hex }], context),
    abortParts: async (context) => multipart.abort(reference, context),
  }
}

function agingHeaders({ refresh }: HeadersAsk): HeadersInit {
  return { Authorization: refresh ? 'fresh' : 'stale' }
}

function refuseAging({ headers }: FetchedCall): ScriptedAnswer {
  return { status: headers['authorization'] === 'fresh' ? 500 : 401, json: {} }
}

function everyCall(answer: Answer): Script {
  const reading = { ticket: answer, confirm: answer, abandon: answer, get: answer, list: answer }
  const changing = { delete: answer, update: answer }
  return {
    ...reading,
    ...changing,
    'sign-parts': answer,
    'list-parts': answer,
    'join-parts': answer,
    'free-parts': answer,
  }
}

/** A file that claims a size which does not fit into memory. */
function fileOf({ name, size, type }: LimitDescription['file']): File {
  const plain = sampleFile(name)
  const file = type === undefined ? plain : new File([plain], plain.name, { type })
  return size === undefined ? file : Object.defineProperty(file, 'size', { value: size })
}
