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

/** Failures before any byte is sent: refusals and answers that make no sense. */
export function describeErrors<TFile extends StoredFile>(test: TestRunner, subject: Subject<TFile>): void {
  const { it, expect } = test
  const { api } = subject
  const { errors, malformed, shapes } = api.ticket

  /** Tests the call alone and then a whole upload, which must send nothing. */
  async function expectMalformed(answers: Readonly<Record<string, Answer>>): Promise<void> {
    const raised = await errorsOf(answers, (answer) => askWith(subject, answer), 'requesting')
    expect(codesOf(raised)).toEqual(everyone(answers, 'answer-malformed'))
    for (const [name, answer] of Object.entries(answers)) {
      const play = await playUpload(subject, { ticket: answer })
      expect([name, endOf(play), play.storage.requests.length]).toEqual([name, 'answer-malformed', 0])
    }
  }

  it('reads every error that the API documents, keeps its message, and sends no byte', async () => {
    const raised = await errorsOf(errors, ({ answer }) => askWith(subject, answer), 'requesting')
    const found = Object.entries(raised).map(([name, error]) => [name, summarise(error, errors[name] ?? {})])
    const expected = Object.entries(errors).map(([name, error]) => [name, summariseExpected(error)])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    for (const { answer, code } of Object.values(errors)) {
      const play = await playUpload(subject, { ticket: answer })
      expect([endOf(play), play.storage.requests.length]).toEqual([code, 0])
    }
  })

  it('reads an undocumented status by its usual meaning', async () => {
    const statuses = [400, 401, 403, 404, 413, 422, 429, 500, 502, 503]
    const answers = Object.fromEntries(statuses.map((status) => [String(status), { status, json: {} }]))
    const raised = await errorsOf(answers, (answer) => askWith(subject, answer), 'requesting')
    const expected = statuses.map((status) => [String(status), api.statuses?.[status] ?? codeForStatus(status)])
    expect(codesOf(raised)).toEqual(Object.fromEntries(expected))
  })

  it('waits as long as the API asks', async () => {
    const error = await errorOf(
      askWith(subject, { status: 429, json: {}, headers: { 'Retry-After': '7' } }),
      'requesting',
    )
    expect([error.code, error.retryAfterSeconds]).toEqual(['rate-limited', 7])
  })

  it('reports a server that cannot be reached, and retries', async () => {
    const play = await playUpload(subject, { ticket: ['broken', 'broken', shapes[0].answer] })
    const error = await errorOf(askWith(subject, 'broken'), 'requesting')
    expect([error.code, error.retry.when]).toEqual(['server-unreachable', 'automatically'])
    expect([endOf(play), play.callsOf('ticket').length, play.storage.requests.length]).toEqual(['done', 3, 1])
  })

  it('reads an error with a status of 200, whatever comes with it', async () => {
    const isGraphql = api.protocol === 'graphql'
    const answers = withErrors(shapes[0].answer, isGraphql)
    const raised = await errorsOf(answers, (answer) => askWith(subject, answer), 'requesting')
    expect(codesOf(raised)).toEqual(everyone(answers, isGraphql ? 'backend-failed' : 'answer-malformed'))
    const play = await playUpload(subject, { ticket: Object.values(answers)[0] ?? loginPage })
    expect(play.storage.requests.length).toEqual(0)
  })

  it('accepts no sign-in page as an answer, although its status is 200', () =>
    expectMalformed({ 'a login page': loginPage, 'a line of text': { page: 'OK' } }))

  it('accepts neither nothing, null, a list nor a number as an answer', () =>
    expectMalformed({ nothing: {}, null: { json: null }, 'a list': { json: [] }, 'a number': { json: 7 } }))

  it('refuses null instead of a ticket', () => expectMalformed({ withNull: malformed.withNull }))

  it('refuses a ticket without a URL', () => expectMalformed({ withoutUrl: malformed.withoutUrl }))

  it('refuses a ticket without a name', () => expectMalformed({ withoutName: malformed.withoutName }))

  it('refuses an unknown kind of answer; or has only one kind', async () => {
    const { ofUnknownKind } = malformed
    if (ofUnknownKind !== 'none') return expectMalformed({ ofUnknownKind })
    expect([shapes.map(({ sent }) => sent.method), api.ticket.existing]).toEqual([['PUT'], 'none'])
  })

  it('refuses a form with two fields for the file; or sends no forms', async () => {
    const { withTwoFiles } = malformed
    if (withTwoFiles !== 'none') return expectMalformed({ withTwoFiles })
    expect(shapes.map(({ sent }) => sent.method)).toEqual(['PUT'])
  })

  it('refuses an existing file without an id; or has no such answer', async () => {
    const { existingWithoutId } = malformed
    if (existingWithoutId !== 'none') return expectMalformed({ existingWithoutId })
    expect(api.ticket.existing).toEqual('none')
  })

  it('refuses every other answer that the API could get wrong', () => expectMalformed(malformed.others))

  it('never sends an empty digest: without a digest it makes no call, or one without the field', async () => {
    const { backend, calls } = openSubject(subject)
    const { digest: _, ...request } = requestFor(backend, api)
    const asking = (async () => backend.requestTicket(request, callContext()))()
    await asking.catch((error: unknown) => error)
    expect(calls.map(({ text }) => text).filter((text) => /:\s*(null|""|"undefined")/.test(text))).toEqual([])
  })

  it('shows no secret in any error, whatever its source', async () => {
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
  // The core checks tickets as well, so an adapter may leave these checks to it.
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

/** A server that repeats what it was sent, in all places where servers do. */
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
  // A secret that looks like any other word, so only leaving out the whole page hides it.
  const pages = [`<html>${echo}</html>`, `<html><input name="state" value="${sentinel}"></html>`, sentinel]
  const shown = [200, 403, 500].flatMap((status) => pages.map((page) => ({ status, page })))
  return ['broken', ...shown, ...refusals]
}

/** Returns every answer of a description. */
function cannedIn(value: unknown): readonly CannedAnswer[] {
  if (typeof value !== 'object' || value === null) return []
  if (isCanned(value)) return [value]
  return Object.values(value).flatMap(cannedIn)
}

function isCanned(value: object): value is CannedAnswer {
  return ('json' in value && !('url' in value)) || 'page' in value
}
