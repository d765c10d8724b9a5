import type { HeadersAsk } from '../../../backends/http/credentials.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import { callContext, openSubject, type Opened } from '../openSubject.js'
import { playUpload } from '../playUpload.js'
import { errorOf } from '../readError.js'
import { sentinel } from '../sample.js'
import { requestFor, storedUnder } from '../sampleUpload.js'
import { endOf } from './sendingCases.js'
import type { Subject } from '../Subject.js'
import type { FetchedCall, ScriptedAnswer } from '../../fakes/scriptFetch.js'
import type { TestRunner } from '../TestRunner.js'

/** Credentials: read for each call, and refreshed once for all calls after a 401. */
export function describeCredentials<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject
  const { call } = api.confirm
  const takesHeaders = api.credentials !== 'none'

  /** The API accepts only the token of the latest refresh. */
  const openStale = () => {
    let refreshes = 0
    const headers = async ({ refresh }: HeadersAsk): Promise<HeadersInit> => {
      if (refresh) refreshes += 1
      return { Authorization: `Bearer ${sentinel}-${refreshes}` }
    }
    const script = {
      ticket: gate(api.ticket.shapes[0].answer),
      ...(call !== 'none' && { confirm: gate(call.answer) }),
    }
    return { ...openSubject(subject, script, headers), count: () => refreshes }
  }

  it('sends credentials with every call; or takes none', async () => {
    const { backend, calls } = openSubject(subject)
    await backend.requestTicket(requestFor(backend, api), callContext())
    await backend.confirm(storedUnder(backend, api), callContext())
    const expected = takesHeaders ? `Bearer ${sentinel}` : undefined
    expect(new Set(calls.map(({ headers }) => headers['authorization']))).toEqual(new Set([expected]))
  })

  it('asks the app for credentials at each call; or takes none', async () => {
    let asked = 0
    const { backend, calls } = openSubject(subject, {}, () => ({ Authorization: String(++asked) }))
    await ask(subject, { backend })
    await ask(subject, { backend })
    expect(calls.map(({ headers }) => headers['authorization'])).toEqual(
      takesHeaders ? ['1', '2'] : [undefined, undefined],
    )
  })

  it('refreshes credentials once for all refused calls; or says that nobody is signed in', async () => {
    if (!takesHeaders) return expectUnauthorized(1)
    const opened = openStale()
    await Promise.all([1, 2, 3].map(() => ask(subject, opened)))
    expect([opened.count(), opened.calls.length]).toEqual([1, 6])
  })

  it('registers with fresh credentials, too; or needs none', async () => {
    if (!takesHeaders) return expectUnauthorized(1)
    const opened = openStale()
    const file = await opened.backend.confirm(storedUnder(opened.backend, api), callContext())
    expect([file, opened.count(), opened.calls.length]).toEqual([
      api.confirm.file,
      ...(call === 'none' ? [0, 0] : [1, 2]),
    ])
  })

  it('says that nobody is signed in when the fresh credentials are refused as well', async () => {
    await expectUnauthorized(takesHeaders ? 2 : 1)
  })

  it('does not ask for fresh credentials if they are fixed', async () => {
    const { backend, calls } = openSubject(subject, { ticket: { status: 401, json: {} } })
    const error = await errorOf(ask(subject, { backend }), 'requesting')
    expect([error.code, calls.length]).toEqual(['unauthorized', 1])
  })

  it('follows no redirect, so that its credentials stay with the API', async () => {
    for (const kind of ['ticket', 'confirm', 'list', 'get', 'delete', 'update'] as const) {
      const opened = openSubject(subject, { [kind]: 'redirected' })
      const calling = callsOf(subject, opened)[kind]
      if (calling === null) continue
      const error = await errorOf(calling(), kind === 'confirm' ? 'confirming' : 'requesting')
      expect([kind, error.code, error.retry.when, opened.calls.map(({ redirect }) => redirect)]).toEqual([
        kind,
        'server-redirected',
        'never',
        ['manual'],
      ])
    }
  })

  it('sends nothing after a redirect, and does not retry', async () => {
    const play = await playUpload(subject, { ticket: 'redirected' })
    expect([endOf(play), play.callsOf('ticket').length, play.storage.requests.length]).toEqual([
      'server-redirected',
      1,
      0,
    ])
  })

  async function expectUnauthorized(calls: number): Promise<void> {
    const opened = openSubject(subject, { ticket: { status: 401, json: {} } }, () => ({ Authorization: 'Bearer old' }))
    const error = await errorOf(ask(subject, opened), 'requesting')
    expect([error.code, error.retry.when, opened.calls.length]).toEqual(['unauthorized', 'by-hand', calls])
  }
}

/** The calls of the API; null for those that it lacks. */
function callsOf<TFile extends StoredFile>(
  { api }: Subject<TFile>,
  { backend }: Pick<Opened<TFile>, 'backend'>,
): Readonly<Record<'ticket' | 'confirm' | 'list' | 'get' | 'delete' | 'update', (() => Promise<unknown>) | null>> {
  const { get, list, deleteFile = 'none', updateFile = 'none' } = api
  return {
    ticket: async () => backend.requestTicket(requestFor(backend, api), callContext()),
    confirm: api.confirm.call === 'none' ? null : async () => backend.confirm(storedUnder(backend, api), callContext()),
    list: list === 'none' ? null : async () => backend.list?.({ cursor: null, limit: 2 }, callContext()),
    get: get === 'none' ? null : async () => backend.get?.(get.id, callContext()),
    delete: deleteFile === 'none' ? null : async () => backend.deleteFile?.(deleteFile.id, callContext()),
    update: updateFile === 'none' ? null : async () => backend.updateFile?.(updateFile.id, {}, callContext()),
  }
}

function ask<TFile extends StoredFile>(
  { api }: Subject<TFile>,
  { backend }: Pick<Opened<TFile>, 'backend'>,
): Promise<unknown> {
  return (async () => backend.requestTicket(requestFor(backend, api), callContext()))()
}

/** Refuses callers that have not refreshed their credentials. */
function gate(usual: ScriptedAnswer): (call: FetchedCall) => ScriptedAnswer {
  return ({ headers }) => (headers['authorization']?.endsWith('-0') ? { status: 401, json: {} } : usual)
}
