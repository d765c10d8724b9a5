import { codeForStatus } from '../../errors/codeForStatus.js'
import { isUploadError } from '../../errors/isUploadError.js'
import { UploadError } from '../../errors/UploadError.js'
import { abortError } from '../../shared/abortError.js'
import { longestTimerMs } from '../../shared/longestTimerMs.js'
import { untilAborted } from '../../shared/untilAborted.js'
import { failOption } from './failOption.js'
import type { Credentials } from './credentials.js'
import type { HttpOptions, HttpRequest } from './HttpClient.js'

/** An answer before anything is read from it. */
export interface RawAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** Makes one request within the time limit. Any status is an answer; what rejects is a call without an answer. */
export async function exchange(
  request: HttpRequest,
  { headers }: Credentials,
  options: HttpOptions,
): Promise<RawAnswer> {
  const { signal } = request.context
  const { fetch = globalThis.fetch, timeoutMs = 30_000 } = options
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), Math.min(timeoutMs, longestTimerMs))
  const either = AbortSignal.any([signal, limit.signal])
  try {
    const init = { ...buildInit(request, headers, options), signal: either }
    return await untilAborted(fetchText(fetch, request, init), either)
  } catch (cause) {
    if (signal.aborted) throw abortError()
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
    // A cached ticket or signed link may have expired or been used.
    cache: 'no-store',
    // When it follows a redirect, a browser sends the app's headers to the new address as well.
    redirect: 'manual',
    keepalive: (request.context.keepalive ?? false) && byteLength(body) <= longestKeepaliveBytes,
    ...(credentials && { credentials }),
    ...(body !== undefined && { body }),
  }
}

const jsonType = { 'Content-Type': 'application/json' }

/** Browsers refuse larger keepalive requests: all of them in flight share 64 KiB. */
const longestKeepaliveBytes = 60 * 1024

function byteLength(text = ''): number {
  return new TextEncoder().encode(text).length
}

async function fetchText(
  fetch: typeof globalThis.fetch,
  { url, label }: HttpRequest,
  init: RequestInit,
): Promise<RawAnswer> {
  const response = await callFetch(fetch, url, init)
  // The app's own `fetch` may follow redirects although it is told not to.
  if (response.type === 'opaqueredirect' || response.redirected || codeForStatus(response.status) === redirected) {
    throw new UploadError(redirected, `The backend redirected ${label}. ${redirectAdvice}`)
  }
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const redirected = 'server-redirected'
const redirectAdvice =
  "Redirects are not followed, so that the app's headers stay with its server: give the backend the final URL. If it leads to a sign-in page, nobody is signed in."

/** A `fetch` that could not reach the server rejects; one that throws at once is the app's own function and has a bug. */
function callFetch(fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return fetch(url, init)
  } catch (cause) {
    throw failOption('fetch', 'failed, so the call was not made', { cause })
  }
}
