import { longestTimerMs } from '../shared/longestTimerMs.js'
import { untilAborted } from '../shared/untilAborted.js'
import { codeForStatus } from '../errors/codeForStatus.js'
import { isUploadError, UploadError, type UploadErrorInit } from '../errors/UploadError.js'
import { parseRetryAfter } from '../errors/retryAfter.js'
import type { CallContext } from '../contract/backend.js'
import { type Credentials, createCredentials, type HeadersSource } from './credentials.js'
import { logErrorOnce } from '../shared/warnOnce.js'
import { hideValues, readServerText } from './serverText.js'
import { isObject } from './shape.js'

/** What every adapter lets the app say about its calls. Read at each call, so both may change at any time. */
export interface HttpOptions {
  /**
   * Credentials, as headers or as a function that is asked before each call and once more after a 401.
   * @example headers: async ({ refresh }) => ({ Authorization: `Bearer ${await getToken({ force: refresh })}` })
   */
  readonly headers?: HeadersSource
  /** Makes the calls. @default globalThis.fetch */
  readonly fetch?: typeof fetch
  /** Whether cookies go along to another origin. @default 'same-origin' */
  readonly credentials?: RequestCredentials
  /** How long the server may take to answer a call. @default 30_000 */
  readonly timeoutMs?: number
}

/** One call to the app's server. */
export interface HttpRequest {
  /** For messages: 'the ticket call'. */
  readonly label: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  /** Sent as JSON. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly context: Pick<CallContext, 'signal'> & Partial<CallContext>
  /** The API's own reading of an answer with a status of 400 and above. */
  readonly readProblem?: (status: number, body: unknown) => UploadErrorInit | undefined
  /**
   * Whether a body is the API's own way to say no. A 404 without it means that nothing is served at this URL.
   * Default: any JSON object except the usual not-found bodies of frameworks.
   */
  readonly isProblem?: (body: unknown) => boolean
  /** Some APIs refuse under a status of 200: what their answer says then. */
  readonly readRefusal?: (status: number, body: unknown) => UploadErrorInit | undefined
  /** Some APIs refuse credentials under another status than 401. */
  readonly isUnauthorized?: (status: number, body: unknown) => boolean
}

/** What the server said, not yet narrowed. */
export interface HttpAnswer {
  readonly status: number
  /** Parsed JSON; undefined where the body is empty. */
  readonly body: unknown
  /** Takes the credentials of this call out of a text that stands in the body. */
  readonly hide: (text: string) => string
}

export interface HttpClient {
  /** Rejects with an UploadError, or with an AbortError when the context's signal fires. */
  send(request: HttpRequest): Promise<HttpAnswer>
}

interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** Browsers refuse keepalive bodies beyond this. */
const longestKeepaliveBytes = 60 * 1024

/** JSON over fetch: credentials, one refresh, a time limit, and errors that say what happened and hold no secret. */
export function createHttpClient(options: HttpOptions): HttpClient {
  const store = createCredentials(() => options.headers)

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const { signal } = request.context
    if (signal.aborted) throw createAbortError()
    const credentials = await untilAborted(store.current(), signal)
    const answer = await exchange(request, credentials, options)
    if (!isRefused(request, answer)) return readAnswer(request, answer, credentials)
    const renewed = await untilAborted(store.refresh(credentials), signal)
    if (!renewed) return readAnswer(request, answer, credentials)
    return readAnswer(request, await exchange(request, renewed, options), renewed)
  }

  return { send }
}

function isRefused({ isUnauthorized }: HttpRequest, { status, text }: RawAnswer): boolean {
  return status === 401 || (isUnauthorized?.(status, parseJson(text)) ?? false)
}

async function exchange(request: HttpRequest, { headers }: Credentials, options: HttpOptions): Promise<RawAnswer> {
  const { signal } = request.context
  const { fetch = globalThis.fetch, timeoutMs = 30_000 } = options
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), Math.min(timeoutMs, longestTimerMs))
  const either = AbortSignal.any([signal, limit.signal])
  try {
    const init = { ...buildInit(request, headers, options), signal: either }
    return await untilAborted(fetchText(fetch, request, init), either)
  } catch (cause) {
    if (signal.aborted) throw createAbortError()
    if (isUploadError(cause)) throw cause
    throw limit.signal.aborted
      ? new UploadError('server-timeout', `The backend did not answer ${request.label} within ${timeoutMs} ms.`)
      : new UploadError('server-unreachable', `The backend could not be reached for ${request.label}.`, { cause })
  } finally {
    clearTimeout(timer)
  }
}

function buildInit(request: HttpRequest, own: Headers, { credentials }: HttpOptions): RequestInit {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const headers = new Headers({ Accept: 'application/json', ...(body !== undefined && jsonType), ...request.headers })
  for (const [name, value] of own) headers.set(name, value)
  return {
    method: request.method,
    headers,
    // Tickets and signed links must not come from a cache.
    cache: 'no-store',
    // A browser would take the app's headers along to wherever a redirect leads.
    redirect: 'manual',
    keepalive: (request.context.keepalive ?? false) && byteLength(body) <= longestKeepaliveBytes,
    ...(credentials && { credentials }),
    ...(body !== undefined && { body }),
  }
}

const jsonType = { 'Content-Type': 'application/json' }

function byteLength(text = ''): number {
  return new TextEncoder().encode(text).length
}

async function fetchText(
  fetch: typeof globalThis.fetch,
  { url, label }: HttpRequest,
  init: RequestInit,
): Promise<RawAnswer> {
  const response = await callFetch(fetch, url, init)
  // An option 'fetch' may follow redirects in spite of what it was told.
  if (response.type === 'opaqueredirect' || response.redirected || codeForStatus(response.status) === redirected) {
    throw new UploadError(redirected, `The backend redirected ${label}. ${redirectAdvice}`)
  }
  return { status: response.status, headers: response.headers, text: await response.text() }
}

/** A `fetch` that fails rejects; one that throws is a function of the app's with a fault of its own. */
function callFetch(fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return fetch(url, init)
  } catch (cause) {
    const error = new UploadError('app-failed', "The option 'fetch' failed, so the call was not made.", { cause })
    logErrorOnce(`${error.message} ${describeCause(error)}`)
    throw error
  }
}

function describeCause({ cause }: UploadError): string {
  const { name, message } = cause as { readonly name: string; readonly message: string }
  return `${name}: ${message}`
}

const redirected = 'server-redirected'
const redirectAdvice =
  "Redirects are not followed, so that the app's headers stay with its server: give the backend the final URL. If it leads to a sign-in page, nobody is signed in."

function readAnswer(request: HttpRequest, answer: RawAnswer, credentials: Credentials): HttpAnswer {
  const { status, text } = answer
  if (status < 200 || status >= 300) throw readProblem(request, answer, credentials)
  const hide = (said: string): string => hideValues(said, sentSecrets(request, credentials))
  if (text.trim() === '') return { status, body: undefined, hide }
  const body = parseJson(text)
  const refusal = request.readRefusal?.(status, body)
  if (refusal) throw toProblem(request, answer, credentials, refusal)
  if (body !== undefined) return { status, body, hide }
  // The body stays out of it: it may be a login page as well as a stack trace.
  throw new UploadError(
    'answer-malformed',
    `The backend answered ${request.label} with ${kindOf(answer)}, not with JSON.`,
    {
      status,
    },
  )
}

function readProblem(request: HttpRequest, answer: RawAnswer, credentials: Credentials): UploadError {
  const body = parseJson(answer.text)
  const own = request.readProblem?.(answer.status, body)
  const serverText = own?.serverText ?? readServerText(body)
  if (own?.code === undefined && isEndpointMissing(request, answer.status, body, serverText)) {
    const error = new UploadError(
      'endpoint-missing',
      `Nothing takes ${request.label} at the URL that the backend was given (${request.method}, status ${answer.status}). Check its URL option, and the proxy in front of the API.`,
      { status: answer.status },
    )
    logErrorOnce(error.message)
    return error
  }
  return toProblem(request, answer, credentials, { ...own, ...(serverText && { serverText }) })
}

/**
 * A server without a route for the URL says so in a page or in its framework's usual message; an API that looked
 * for something and did not find it says what.
 */
function isEndpointMissing(
  { isProblem }: HttpRequest,
  status: number,
  body: unknown,
  serverText: string | undefined,
): boolean {
  if (status !== 404 && status !== 405 && status !== 501) return false
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

/** The app's headers, and an adapter's own (a CSRF token), but for those that say the same in every call. */
function sentSecrets(request: HttpRequest, { headers }: Credentials): Headers {
  const { Accept: _, ...own } = request.headers ?? {}
  const all = new Headers(own)
  for (const [name, value] of headers) all.set(name, value)
  return all
}

function kindOf({ headers, text }: RawAnswer): string {
  return /html/i.test(headers.get('content-type') ?? '') || /^\s*<(!doctype|html)/i.test(text) ? 'a page' : 'something'
}

/** Undefined for what is not JSON, which JSON itself cannot say. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function createAbortError(): DOMException {
  return new DOMException('The call was aborted.', 'AbortError')
}
