import { codeForStatus } from '../../errors/codeForStatus.js'
import { parseRetryAfter } from '../../errors/retryAfter.js'
import { UploadError, type UploadErrorInit } from '../../errors/UploadError.js'
import { logErrorOnce } from '../../shared/warnOnce.js'
import type { Credentials } from './credentials.js'
import type { RawAnswer } from './exchange.js'
import type { HttpAnswer, HttpRequest } from './HttpClient.js'
import { hideValues, readServerText } from './serverText.js'
import { isObject } from './shape.js'

/** @throws {UploadError} unless the status says success and the body is JSON or empty */
export function readAnswer(request: HttpRequest, answer: RawAnswer, credentials: Credentials): HttpAnswer {
  const { status, text } = answer
  if (status < 200 || status >= 300) throw readProblem(request, answer, credentials)
  const hide = (said: string): string => hideValues(said, sentSecrets(request, credentials))
  if (text.trim() === '') return { status, body: undefined, hide }
  const body = tryParseJson(text)
  const refusal = request.readRefusal?.(status, body)
  if (refusal) throw toProblem(request, answer, credentials, refusal)
  if (body !== undefined) return { status, body, hide }
  // The message does not quote the body: it may be a sign-in page or a stack trace.
  const message = `The backend answered ${request.label} with ${kindOf(answer)}, not with JSON.`
  throw new UploadError('answer-malformed', message, { status })
}

/** Undefined for a text that is not JSON. JSON itself has no way to say undefined. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readProblem(request: HttpRequest, answer: RawAnswer, credentials: Credentials): UploadError {
  const body = tryParseJson(answer.text)
  const own = request.readProblem?.(answer.status, body)
  const serverText = own?.serverText ?? readServerText(body)
  if (own?.code === undefined && isEndpointMissing(request, answer, body, serverText)) {
    const error = new UploadError(
      'endpoint-missing',
      `There is no endpoint for ${request.label} at the URL that the backend was given (${request.method}, status ${answer.status}). ${request.ifMissing ?? checkUrl}`,
      { status: answer.status },
    )
    logErrorOnce(error.message)
    return error
  }
  return toProblem(request, answer, credentials, { ...own, ...(serverText && { serverText }) })
}

const checkUrl = 'Check its URL option, and the proxy in front of the API.'

/**
 * A server without a route for the URL answers with a page or with its framework's usual message. An API that did not
 * find a record names it.
 */
function isEndpointMissing(
  { method, isProblem }: HttpRequest,
  { status, text }: RawAnswer,
  body: unknown,
  serverText: string | undefined,
): boolean {
  if (status !== 404 && status !== 405 && status !== 501) return false
  // An answer to DELETE has no body as a rule, also if there was nothing to delete.
  if (method === 'DELETE' && status === 404 && text.trim() === '') return false
  if (!isObject(body) || frameworkMessages.test(serverText ?? '')) return true
  return serverText !== undefined && isProblem?.(body) === false
}

const frameworkMessages =
  /^(?:40[45]|501)?\W{0,3}(?:(?:page |route |resource )?not found|cannot (?:get|post|put|patch|delete) \S{0,200}|no such (?:page|route|endpoint|path)|method not allowed|not implemented)\W{0,3}$/i

function toProblem(
  request: HttpRequest,
  { status, headers }: RawAnswer,
  credentials: Credentials,
  own: UploadErrorInit,
): UploadError {
  const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), Date.now())
  const message = `The backend answered ${request.label} with status ${status}.`
  return new UploadError(own.code ?? codeForStatus(status), message, {
    status,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...own,
    ...(own.serverText && { serverText: hideValues(own.serverText, sentSecrets(request, credentials)) }),
  })
}

/** The app's headers and the adapter's own (a CSRF token), without Accept, which is no secret. */
function sentSecrets(request: HttpRequest, { headers }: Credentials): Headers {
  const { Accept: _, ...own } = request.headers ?? {}
  const all = new Headers(own)
  for (const [name, value] of headers) all.set(name, value)
  return all
}

function kindOf({ headers, text }: RawAnswer): string {
  return /html/i.test(headers.get('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(text) ? 'a page' : 'something'
}
