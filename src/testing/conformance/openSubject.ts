import type { HeadersSource } from '../../backends/http/credentials.js'
import type { CallContext, UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { type CannedAnswer, type FetchedCall, type ScriptedAnswer, scriptFetch } from '../fakes/scriptFetch.js'
import type { ApiCall, ApiDescription } from './ApiDescription.js'
import { sentinel } from './sample.js'
import type { Subject } from './Subject.js'

/** The answers to calls, in order. The last one is repeated. */
export type Script = Partial<Record<ApiCall, Answer | readonly [Answer, ...Answer[]]>>

export type Answer = ScriptedAnswer | ((call: FetchedCall) => ScriptedAnswer)

/** An adapter with a scripted API. */
export interface Opened<TFile extends StoredFile = StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly calls: readonly FetchedCall[]
  /** Returns the calls of one kind. */
  callsOf(kind: ApiCall): readonly FetchedCall[]
}

export const credentials: HeadersSource = { Authorization: `Bearer ${sentinel}` }

/** Creates the adapter with an API that answers as described, except where the script says otherwise. */
export function openSubject<TFile extends StoredFile>(
  { create, api }: Subject<TFile>,
  script: Script = {},
  headers: HeadersSource = credentials,
): Opened<TFile> {
  const counts = new Map<ApiCall, number>()
  const { fetch, calls } = scriptFetch((call) => {
    const kind = api.recognise(call)
    if (!kind) return { status: 404, json: { message: 'The description knows no such call.' } }
    const nth = counts.get(kind) ?? 0
    counts.set(kind, nth + 1)
    return pickAnswer(script[kind] ?? usualAnswer(api, kind), nth, call)
  })
  return {
    backend: create({ fetch, headers }),
    calls,
    callsOf: (kind) => calls.filter((call) => api.recognise(call) === kind),
  }
}

function pickAnswer(answers: Answer | readonly [Answer, ...Answer[]], nth: number, call: FetchedCall): ScriptedAnswer {
  const answer = isList(answers) ? (answers[Math.min(nth, answers.length - 1)] ?? answers[0]) : answers
  return typeof answer === 'function' ? answer(call) : answer
}

function isList(answers: Answer | readonly [Answer, ...Answer[]]): answers is readonly [Answer, ...Answer[]] {
  return Array.isArray(answers)
}

function usualAnswer(api: ApiDescription, kind: ApiCall): CannedAnswer {
  const { ticket, confirm, get, list, deleteFile = 'none', updateFile = 'none' } = api
  const none = { status: 204 }
  const { parts = 'none' } = ticket
  switch (kind) {
    case 'ticket':
      return ticket.shapes[0].answer
    case 'confirm':
      return confirm.call === 'none' ? none : confirm.call.answer
    case 'get':
      return get === 'none' ? none : get.answer
    case 'list':
      return list === 'none' ? none : list.answer
    case 'delete':
      return deleteFile === 'none' ? none : deleteFile.answer
    case 'update':
      return updateFile === 'none' ? none : updateFile.answer
    case 'sign-parts':
      return parts === 'none' ? none : parts.sign.answer
    case 'list-parts':
      return parts === 'none' ? none : parts.list.answer
    case 'join-parts':
      return parts === 'none' ? none : parts.join.answer
    default:
      return none
  }
}

/** The context of a call. */
export function callContext(more: Partial<CallContext> = {}): CallContext {
  return { signal: new AbortController().signal, attempt: 1, keepalive: false, idempotencyKey: 'key-1', ...more }
}
