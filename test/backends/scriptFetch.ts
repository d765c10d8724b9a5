/** One call. */
export interface FetchedCall {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly json: unknown
  readonly init: RequestInit
}

/** An answer: JSON with a status, a page, a broken connection, or silence. */
export type ScriptedAnswer =
  | {
      readonly status?: number
      readonly json?: unknown
      readonly page?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | 'broken'
  | 'silent'
  | ((call: FetchedCall) => ScriptedAnswer)

export interface ScriptedFetch {
  readonly fetch: typeof fetch
  readonly calls: readonly FetchedCall[]
}

/** Creates a `fetch` that answers with a script. The last answer is repeated. */
export function scriptFetch(...script: readonly ScriptedAnswer[]): ScriptedFetch {
  const calls: FetchedCall[] = []
  return {
    calls,
    fetch: (input, init = {}) => {
      const text = typeof init.body === 'string' ? init.body : ''
      const call: FetchedCall = {
        method: init.method ?? 'GET',
        url: input instanceof Request ? input.url : String(input),
        headers: Object.fromEntries(new Headers(init.headers)),
        text,
        json: text === '' ? undefined : JSON.parse(text),
        init,
      }
      const nth = calls.push(call) - 1
      return answerWith(script[Math.min(nth, script.length - 1)] ?? {}, call)
    },
  }
}

/** The variables of the first call, which is GraphQL's. */
export function variablesOf([call]: readonly FetchedCall[]): Readonly<Record<string, unknown>> {
  const { variables } = (call?.json ?? {}) as { readonly variables?: Readonly<Record<string, unknown>> }
  if (variables) return variables
  throw new Error('No call with variables was made.')
}

function answerWith(answer: ScriptedAnswer, call: FetchedCall): Promise<Response> {
  if (typeof answer === 'function') return answerWith(answer(call), call)
  if (answer === 'broken') return Promise.reject(new TypeError(`Failed to fetch ${call.url}`))
  if (answer === 'silent') return new Promise(() => {})
  const { status = 200, json, page, headers } = answer
  const type = page === undefined ? 'application/json' : 'text/html'
  const body = page ?? (json === undefined ? null : JSON.stringify(json))
  return Promise.resolve(new Response(body, { status, headers: { 'Content-Type': type, ...headers } }))
}
