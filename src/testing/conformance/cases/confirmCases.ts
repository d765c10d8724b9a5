import type { StoredFile } from '../../../contract/storedFile.js'
import type { StoredUpload } from '../../../contract/backend.js'
import { type Answer, callContext, openSubject } from '../openSubject.js'
import { only, playUpload } from '../playUpload.js'
import { codesOf, errorOf, errorsOf, summarise, summariseExpected } from '../readError.js'
import { sample, sampleFile, sentinel } from '../sample.js'
import { requestFor, storedUnder } from '../sampleUpload.js'
import { endOf } from './sendingCases.js'
import type { Subject } from '../Subject.js'
import type { TestRunner } from '../TestRunner.js'
import { kindOrCode, pickRequest } from './ticketCases.js'
import { withErrors } from '../withErrors.js'

/** Registering: from what is stored alone, once. */
export function describeConfirm<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject
  const { call, file } = api.confirm

  it('registers stored bytes as the API expects; or makes no call if it needs none', async () => {
    const { backend, calls } = openSubject(subject)
    const registered = await backend.confirm(storedUnder(backend, api), callContext())
    expect(registered).toEqual(file)
    if (call === 'none') expect(calls.length).toEqual(0)
    else expect(calls.map((made) => pickRequest(made, call.request))).toEqual([call.request])
  })

  it('registers many files in one call, each with its own answer; or one per call', async () => {
    const gathered = call === 'none' ? 'none' : (call.gathered ?? 'none')
    const { backend, calls } = openSubject(subject, gathered === 'none' ? {} : { confirm: gathered.answer })
    const stored = ['a', 'b'].map((id) => ({
      ...storedUnder(backend, api),
      request: { ...requestFor(backend, api), id },
    }))
    if (gathered === 'none') {
      // Neither a duplicate of the first, nor other content under the reference that the API answers with.
      const other = backend.digest === null ? sampleFile() : new File(['other'], sample.name)
      const play = await playUpload(subject, {}, undefined, [sampleFile(), other])
      const confirms = play.callsOf('confirm').length
      expect([typeof backend.confirmMany, confirms]).toEqual(['undefined', call === 'none' ? 0 : 2])
      return
    }
    const answers = (await backend.confirmMany?.(stored, callContext({ idempotencyKeys: ['1', '2'] }))) ?? []
    expect([calls.length, answers.map(kindOrCode)]).toEqual([1, ['confirmed', gathered.code]])
    const half = openSubject(subject, { confirm: gathered.malformed })
    const halves = (await half.backend.confirmMany?.(stored, callContext())) ?? []
    expect(halves.map(kindOrCode)).toEqual(['confirmed', 'answer-malformed'])
    const other = openSubject(subject, { confirm: gathered.miscounted })
    const confirming = (async () => other.backend.confirmMany?.(stored, callContext()))()
    expect((await errorOf(confirming, 'confirming')).code).toEqual('answer-malformed')
  })

  it('references a ticket with plain data that gives no access; or declares that it does', async () => {
    for (const { answer, reference } of api.ticket.shapes) {
      const { backend } = openSubject(subject, { ticket: answer })
      const ticket = await backend.requestTicket(requestFor(backend, api), callContext())
      const given = 'reference' in ticket ? ticket.reference : undefined
      expect([structuredClone(given), JSON.parse(JSON.stringify(given))]).toEqual([reference, reference])
      const text = JSON.stringify(given)
      const givesAccess = text.includes(sentinel) || /https?:\/\//.test(text)
      expect(givesAccess).toEqual(backend.referenceIsCapability ?? false)
    }
  })

  it('registers after a reload, from JSON', async () => {
    const { backend } = openSubject(subject)
    const request = requestFor(backend, api)
    const ticket = await backend.requestTicket(request, callContext())
    const reference = 'reference' in ticket ? (ticket.reference ?? null) : null
    const kept = JSON.stringify({ ...storedUnder(backend, api), reference })
    const reloaded = openSubject(subject)
    const restored = JSON.parse(kept) as StoredUpload
    expect(await reloaded.backend.confirm(restored, callContext())).toEqual(file)
    expect(reloaded.callsOf('ticket').length).toEqual(0)
  })

  it('creates one record when the answer to a confirm is lost; or says that it cannot know', async () => {
    if (call === 'none') {
      const { backend, calls } = openSubject(subject)
      const stored = storedUnder(backend, api)
      const twice = [await backend.confirm(stored, callContext()), await backend.confirm(stored, callContext())]
      expect([twice, calls.length]).toEqual([[file, file], 0])
      return
    }
    const { afterLostAnswer } = call
    const lost: Answer = 'broken'
    if (afterLostAnswer === 'repeat') {
      const play = await playUpload(subject, { confirm: [lost, call.answer] })
      const [first, second] = play.callsOf('confirm').map(({ method, url, text }) => ({ method, url, text }))
      expect([endOf(play), first, play.storage.requests.length]).toEqual(['done', second, 1])
    } else if (afterLostAnswer === 'unknowable') {
      const play = await playUpload(subject, { confirm: [lost, call.answer] })
      expect([endOf(play), play.callsOf('confirm').length]).toEqual(['confirm-ambiguous', 1])
    } else {
      const { registered } = afterLostAnswer
      const play = await playUpload(subject, {
        ticket: [api.ticket.shapes[0].answer, registered],
        confirm: [lost, call.answer],
        get: registered,
        list: registered,
      })
      expect([endOf(play), play.callsOf('confirm').length, play.storage.requests.length]).toEqual(['done', 1, 1])
      const upload = only(play)
      expect(upload.status === 'done' && upload.stored).toEqual(file)
    }
  })

  it('registers a file after a lost call that had not; or lets a person repeat only the call', async () => {
    if (call === 'none') {
      const play = await playUpload(subject)
      expect([endOf(play), play.callsOf('confirm').length]).toEqual(['done', 0])
      return
    }
    const { afterLostAnswer } = call
    const unregistered = typeof afterLostAnswer === 'object' ? afterLostAnswer.notRegistered : undefined
    const play = await playUpload(subject, {
      confirm: [{ status: 502, page: '<h1>Bad gateway</h1>' }, call.answer],
      ...(unregistered && {
        ticket: [api.ticket.shapes[0].answer, unregistered],
        get: unregistered,
        list: unregistered,
      }),
    })
    if (afterLostAnswer === 'unknowable') {
      play.uploader.retry('all')
      await play.uploader.whenSettled()
    }
    expect([endOf(play), play.callsOf('confirm').length, play.storage.requests.length]).toEqual(['done', 2, 1])
  })

  it('reads every documented error of registering; or has none', async () => {
    const errors = call === 'none' ? {} : call.errors
    const raised = await errorsOf(errors, ({ answer }) => confirmWith(subject, answer), 'confirming')
    const found = Object.entries(raised).map(([name, error]) => [name, summarise(error, errors[name] ?? {})])
    const expected = Object.entries(errors).map(([name, error]) => [name, summariseExpected(error)])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    if (call === 'none') expect(typeof openSubject(subject).backend.reconcile).toEqual('undefined')
  })

  it('registers nothing when the API refuses, with or without a status of 200; or makes no call', async () => {
    if (call === 'none') {
      expect(openSubject(subject).calls.length).toEqual(0)
      return
    }
    const isGraphql = api.protocol === 'graphql'
    const answers = isGraphql ? withErrors(call.answer, true) : { 403: { status: 403, json: call.answer.json } }
    const errors = await errorsOf(answers, (answer) => confirmWith(subject, answer), 'confirming')
    const code = isGraphql ? 'backend-failed' : (api.statuses?.[403] ?? 'forbidden')
    expect(codesOf(errors)).toEqual(mapValues<unknown, string>(answers, () => code))
  })

  it('accepts no registered file without an id; or has no such answer', async () => {
    if (call === 'none') {
      const { backend } = openSubject(subject)
      const { id } = await backend.confirm(storedUnder(backend, api), callContext())
      expect([typeof id, id === '']).toEqual(['string', false])
      return
    }
    const pages = { 'a login page': { page: '<!doctype html><title>Sign in</title>' } }
    const answers = { ...call.malformed, ...pages }
    const errors = await errorsOf(answers, (answer) => confirmWith(subject, answer), 'confirming')
    expect(codesOf(errors)).toEqual(mapValues(answers, () => 'answer-malformed'))
  })
}

async function confirmWith<TFile extends StoredFile>(subject: Subject<TFile>, answer: Answer): Promise<TFile> {
  const { backend } = openSubject(subject, { confirm: answer })
  return backend.confirm(storedUnder(backend, subject.api), callContext())
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, map: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, map(value)]))
}
