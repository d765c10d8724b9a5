import { codeForStatus } from '../../../errors/codeForStatus.js'
import type { UploadErrorCode } from '../../../errors/codes.js'
import { checkAnswer } from '../../../runner/answers/checkAnswer.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { CannedAnswer, ScriptedAnswer } from '../../fakes/scriptFetch.js'
import { type Answer, callContext, openSubject } from '../openSubject.js'
import { only, playUpload } from '../playUpload.js'
import { codesOf, errorOf, errorsOf, showError, summarise, summariseExpected } from '../readError.js'
import { sentinel } from '../sample.js'
import { requestFor, storedUnder } from '../sampleUpload.js'
import { endOf } from './sendingCases.js'
import type { Subject } from '../Subject.js'
import type { TestRunner } from '../TestRunner.js'
import { withErrors } from '../withErrors.js'

const loginPage: CannedAnswer = { page: '<!doctype html><html><title>Sign in</title><form></form></html>' }

/** Going wrong: what is refused or makes no sense, before any byte is sent. */
export function describeErrors<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject
  const { errors, malformed, shapes } = api.ticket

  /** The call by itself, and then the whole upload: nothing may be sent. */
  async function expectMalformed(answers: Readonly<Record<string, Answer>>): Promise<void> {
    const raised = await errorsOf(answers, (answer) => askWith(subject, answer), 'requesting')
    expect(codesOf(raised)).toEqual(everyone(answers, 'answer-malformed'))
    for (const [name, answer] of Object.entries(answers)) {
      const play = await playUpload(subject, { ticket: answer })
      expect([name, endOf(play), play.storage.requests.length]).toEqual([name, 'answer-malformed', 0])
    }
  }

  it('reads every error that the API documents, keeps its words, and sends no byte', async () => {
    const raised = await errorsOf(errors, ({ answer }) => askWith(subject, answer), 'requesting')
    const found = Object.entries(raised).map(([name, error]) => [name, summarise(error, errors[name] ?? {})])
    const expected = Object.entries(errors).map(([name, error]) => [name, summariseExpected(error)])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    for (const { answer, code } of Object.values(errors)) {
      const play = await playUpload(subject, { ticket: answer })
      expect([endOf(play), play.storage.requests.length]).toEqual([code, 0])
    }
  })

  it('reads a status that nobody documents by what it means', async () => {
    const statuses = [400, 401, 403, 404, 413, 422, 429, 500, 502, 503]
    const answers = Object.fromEntries(statuses.map((status) => [String(status), { status, json: {} }]))
    const raised = await errorsOf(answers, (answer) => askWith(subject, answer), 'requesting')
    const expected = statuses.map((status) => [String(status), api.statuses?.[status] ?? codeForStatus(status)])
    expect(codesOf(raised)).toEqual(Object.fromEntries(expected))
  })

  it('waits as long as the API asks for', async () => {
    const error = await errorOf(
      askWith(subject, { status: 429, json: {}, headers: { 'Retry-After': '7' } }),
      'requesting',
    )
    expect([error.code, error.retryAfterSeconds]).toEqual(['rate-limited', 7])
  })

  it('says that a server is out of reach, and tries again', async () => {
    const play = await playUpload(subject, { ticket: ['broken', 'broken', shapes[0].answer] })
    const error = await errorOf(askWith(subject, 'broken'), 'requesting')
    expect([error.code, error.retry.when]).toEqual(['server-unreachable', 'automatically'])
    expect([endOf(play), play.callsOf('ticket').length, play.storage.requests.length]).toEqual(['done', 3, 1])
  })

  it('believes an error under a status of 200, whatever stands beside it', async () => {
    const isGraphql = api.protocol === 'graphql'
    const answers = withErrors(shapes[0].answer, isGraphql)
    const raised = await errorsOf(answers, (answer) => askWith(subject, answer), 'requesting')
    expect(codesOf(raised)).toEqual(everyone(answers, isGraphql ? 'backend-failed' : 'answer-malformed'))
    const play = await playUpload(subject, { ticket: Object.values(answers)[0] ?? loginPage })
    expect(play.storage.requests.length).toEqual(0)
  })

  it('takes no login page for an answer, though its status is 200', () =>
    expectMalformed({ 'a login page': loginPage, 'a line of text': { page: 'OK' } }))

  it('takes nothing, null, a list and a number for no answer', () =>
    expectMalformed({ nothing: {}, null: { json: null }, 'a list': { json: [] }, 'a number': { json: 7 } }))

  it('refuses null where a ticket should be', () => expectMalformed({ withNull: malformed.withNull }))

  it('refuses a ticket without a URL', () => expectMalformed({ withoutUrl: malformed.withoutUrl }))

  it('refuses a ticket that nothing names', () => expectMalformed({ withoutName: malformed.withoutName }))

  it('refuses a kind of answer that it does not know; or knows one kind alone', async () => {
    const { ofUnknownKind } = malformed
    if (ofUnknownKind !== 'none') return expectMalformed({ ofUnknownKind })
    expect([shapes.map(({ sent }) => sent.method), api.ticket.existing]).toEqual([['PUT'], 'none'])
  })

  it('refuses a form with two places for the file; or sends no forms', async () => {
    const { withTwoFiles } = malformed
    if (withTwoFiles !== 'none') return expectMalformed({ withTwoFiles })
    expect(shapes.map(({ sent }) => sent.method)).toEqual(['PUT'])
  })

  it('refuses a file without an id, though it is there already; or is never told of one', async () => {
    const { existingWithoutId } = malformed
    if (existingWithoutId !== 'none') return expectMalformed({ existingWithoutId })
    expect(api.ticket.existing).toEqual('none')
  })

  it('refuses whatever else the API might get wrong', () => expectMalformed(malformed.others))

  it('never sends an empty digest: without one it makes no call, or one that has none', async () => {
    const { backend, calls } = openSubject(subject)
    const { digest: _, ...request } = requestFor(backend, api)
    const asking = (async () => backend.requestTicket(request, callContext()))()
    await asking.catch((error: unknown) => error)
    expect(calls.map(({ text }) => text).filter((text) => /:\s*(null|""|"undefined")/.test(text))).toEqual([])
  })

  it('shows no secret in an error, whatever went wrong and whoever said it', async () => {
    const shown: string[] = []
    for (const answer of [...echoes(), ...cannedIn(api.ticket), ...cannedIn(api.confirm)]) {
      for (const calling of [askWith(subject, answer), registerWith(subject, answer)]) {
        shown.push(
          await calling.then(
            () => '',
            (error: unknown) => showError(error as Error),
          ),
        )
      }
    }
    const play = await playUpload(
      subject,
      {},
      { kind: 'refused', refusal: { status: 403, code: 'AccessDenied', message: echo } },
    )
    const upload = only(play)
    if (upload.status === 'failed') shown.push(showError(upload.error), JSON.stringify(play.told))
    expect([shown.some((text) => text !== ''), shown.filter((text) => text.includes(sentinel))]).toEqual([true, []])
  })
}

function askWith<TFile extends StoredFile>(subject: Subject<TFile>, answer: Answer): Promise<unknown> {
  const { backend } = openSubject(subject, { ticket: answer })
  // The core has the last look at a ticket, so an adapter may leave to it what it sees anyway.
  return (async () => checkAnswer(await backend.requestTicket(requestFor(backend, subject.api), callContext())))()
}

function registerWith<TFile extends StoredFile>(subject: Subject<TFile>, answer: Answer): Promise<unknown> {
  const { backend } = openSubject(subject, { confirm: answer })
  return (async () => backend.confirm(storedUnder(backend, subject.api), callContext()))()
}

function everyone(values: Readonly<Record<string, unknown>>, code: UploadErrorCode): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, code]))
}

const echo = `Not with Bearer ${sentinel} at https://storage.example/a?X-Amz-Signature=${sentinel}`

/** A server that says back what it was sent, in all the places where servers do. */
function echoes(): readonly ScriptedAnswer[] {
  const bodies = [
    { error: echo },
    { error: `Who is ${sentinel}?` },
    { errors: [{ message: `Who is ${sentinel}?` }] },
    { error: { message: echo } },
    { error: 'Forbidden', errorDescription: echo },
    { errors: [{ message: echo, extensions: { code: 'FORBIDDEN' } }] },
    { data: null, errors: [{ message: echo }] },
  ]
  const refusals = [200, 400, 401, 403, 422, 500].flatMap((status) => bodies.map((json) => ({ status, json })))
  // A secret that looks like any other word, so that only leaving the page out hides it.
  const pages = [`<html>${echo}</html>`, `<html><input name="state" value="${sentinel}"></html>`, sentinel]
  const shown = [200, 403, 500].flatMap((status) => pages.map((page) => ({ status, page })))
  return ['broken', ...shown, ...refusals]
}

/** Every answer that a description holds. */
function cannedIn(value: unknown): readonly CannedAnswer[] {
  if (typeof value !== 'object' || value === null) return []
  if (isCanned(value)) return [value]
  return Object.values(value).flatMap(cannedIn)
}

function isCanned(value: object): value is CannedAnswer {
  return ('json' in value && !('url' in value)) || 'page' in value
}
