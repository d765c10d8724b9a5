/** One call. */
export interface FetchedCall {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The body, if it is text. */
  readonly text: string
  /** The body, if it is JSON. */
  readonly json: unknown
  readonly keepalive: boolean
  /** 'follow' by default, as in `fetch`. */
  readonly redirect: RequestRedirect
  /** The caller's signal. It has fired if the call was aborted. */
  readonly signal: AbortSignal | null
}

/** An answer: JSON with a status (200 by default), or a page. */
export interface CannedAnswer {
  readonly status?: number
  readonly json?: unknown
  /** HTML instead of JSON. */
  readonly page?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Instead of an answer, the connection breaks, nothing ever comes, or the server redirects to a sign-in page. */
export type ScriptedAnswer = CannedAnswer | 'broken' | 'silent' | 'redirected'

/** A `fetch` without a network. */
export interface ScriptedFetch {
  readonly fetch: typeof fetch
  /** Every call, in order. */
  readonly calls: readonly FetchedCall[]
}

/** Creates a `fetch` that gets its answers from a function and records its calls. It respects a signal like the real one. */
export function scriptFetch(answer: (call: FetchedCall) => ScriptedAnswer): ScriptedFetch {
  const calls: FetchedCall[] = []
  return {
    calls,
    fetch: async (input, init = {}) => {
      const request = input instanceof Request ? input : null
      const body = init.body ?? (request && (await request.clone().text()))
      const call = describeCall(input, init, typeof body === 'string' ? body : '')
      if (call.signal?.aborted) throw createAbortError()
      calls.push(call)
      return give(answer(call), call)
    },
  }
}

function describeCall(input: RequestInfo | URL, init: RequestInit, text: string): FetchedCall {
  const request = input instanceof Request ? input : null
  return {
    method: (init.method ?? request?.method ?? 'GET').toUpperCase(),
    url: input instanceof Request ? input.url : String(input),
    headers: Object.fromEntries(new Headers(init.headers ?? request?.headers)),
    text,
    json: parseJson(text),
    keepalive: init.keepalive ?? request?.keepalive ?? false,
    redirect: init.redirect ?? request?.redirect ?? 'follow',
    signal: init.signal ?? request?.signal ?? null,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function give(answer: ScriptedAnswer, call: FetchedCall): Promise<Response> {
  const { signal, url } = call
  // Browsers do not name the URL, but Node does, so an adapter must remove it.
  if (answer === 'broken') return Promise.reject(new TypeError(`Failed to fetch ${url}`))
  if (answer === 'silent') return untilAborted(signal)
  if (answer === 'redirected') return redirect(call)
  const { status = 200, json, page, headers } = answer
  const type = page === undefined ? 'application/json' : 'text/html; charset=utf-8'
  const body = page ?? (json === undefined ? null : JSON.stringify(json))
  return Promise.resolve(new Response(body, { status, headers: { 'Content-Type': type, ...headers } }))
}

/** The constructor refuses such answers, so they are built like this. */
async function redirect({ redirect, url }: FetchedCall): Promise<Response> {
  if (redirect === 'error') throw new TypeError(`Failed to fetch ${url}`)
  const followed = new Response('<!doctype html><title>Sign in</title>', { headers: { 'Content-Type': 'text/html' } })
  const opaque = { type: { value: 'opaqueredirect' }, status: { value: 0 }, ok: { value: false } }
  return redirect === 'follow'
    ? Object.defineProperty(followed, 'redirected', { value: true })
    : Object.defineProperties(new Response(null), opaque)
}

function untilAborted(signal: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(createAbortError()), { once: true })
  })
}

function createAbortError(): DOMException {
  return new DOMException('The call was aborted.', 'AbortError')
}
