/** JSON that a fault takes apart as it likes. */
// oxlint-disable-next-line typescript/no-explicit-any -- a broken server does not check what it reads
export type Loose = any

/** A call, with its body parsed. */
export interface Call {
  readonly method: string
  /** Behind the base URL, with the query. */
  readonly path: string
  /** '' without one. */
  readonly token: string
  readonly body: Loose
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Loose
}

/** What a broken server does instead of passing a call on. */
export type Fault = (call: Call, pass: (changed?: Partial<Call>) => Promise<Reply>) => Promise<Reply>

type Handle = (request: Request) => Promise<Response>

/** Breaks a server: the first segment of the path chooses the fault by its index. */
export function breakServer(handle: Handle, faults: readonly Fault[]): Handle {
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const [, index = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(pathname) ?? []
    const text = await request.text()
    const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
    const call = { method: request.method, path: `${path}${search}`, token, body: parse(text) }
    const pass = async (changed: Partial<Call> = {}): Promise<Reply> => {
      const { method, path, token, body } = { ...call, ...changed }
      const headers = new Headers(request.headers)
      headers.delete('content-length')
      if (token === '') headers.delete('authorization')
      else headers.set('authorization', `Bearer ${token}`)
      const isBodiless = method === 'GET' || method === 'HEAD' || (body === undefined && text === '')
      const sent = 'body' in changed ? JSON.stringify(body) : text
      const answer = await handle(
        new Request(`http://server.test${path}`, { method, headers, ...(!isBodiless && { body: sent }) }),
      )
      const retryAfter = answer.headers.get('retry-after')
      return {
        status: answer.status,
        body: parse(await answer.text()),
        ...(retryAfter !== null && { headers: { 'retry-after': retryAfter } }),
      }
    }
    const { status, headers, body } = await (faults[Number(index)] ?? ((_, next) => next()))(call, pass)
    const isText = typeof body === 'string'
    const content = body === undefined ? null : isText ? body : JSON.stringify(body)
    return new Response(content, {
      status,
      headers: { 'content-type': isText ? 'text/html' : 'application/json', ...headers },
    })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
