import type { ProblemCode } from '../CheckResult.js'
import { describeAnswer, isSuccess, type Answer, type Send } from '../send.js'

export interface Preflight {
  readonly url: string
  readonly method: 'PUT' | 'POST'
  /** in lower case, and in order */
  readonly headers: readonly string[]
}

export type Verdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly message: string }

/** Sends a preflight, and judges the answer as a browser does. If it is refused, less is asked to find out why. */
export async function readPreflight(send: Send, { url, method, headers }: Preflight, origin: string): Promise<Verdict> {
  const ask = (wanted: string, names: readonly string[]): Promise<Answer> =>
    send(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': wanted,
        ...(names.length > 0 && { 'access-control-request-headers': names.join(',') }),
      },
    })
  const answer = await ask(method, headers)
  if (answer.status === null) {
    return refuse('storage-unreachable', `There is no answer to the preflight (${describeAnswer(answer)}).`)
  }
  const [hasOrigin, refused] = [allowsOrigin(answer.headers, origin), listRefused(answer.headers, headers)]
  const hasMethod = allowsMethod(answer.headers, method)
  if (isSuccess(answer) && hasOrigin && hasMethod && refused.length === 0) return { kind: 'allowed' }
  const said = `(${describeAnswer(answer)})`
  if (isSuccess(answer) && hasOrigin) {
    return hasMethod
      ? refuse('cors-headers-refused', `Storage does not allow these headers: ${refused.join(', ')}.`)
      : refuse('cors-method-refused', `Storage does not allow the method ${method}.`)
  }
  if (isSuccess(await passes(ask(method, []), origin))) {
    return refuse('cors-headers-refused', `Storage refuses some of these headers ${said}: ${headers.join(', ')}.`)
  }
  if (isSuccess(await passes(ask('GET', []), origin))) {
    return refuse('cors-method-refused', `Storage allows the origin, but not the method ${method} ${said}.`)
  }
  return refuse('cors-origin-refused', `Storage does not allow the origin ${said}.`)
}

async function passes(asking: Promise<Answer>, origin: string): Promise<Answer> {
  const answer = await asking
  return allowsOrigin(answer.headers, origin) ? answer : { ...answer, status: null }
}

function refuse(code: ProblemCode, message: string): Verdict {
  return { kind: 'refused', code, message }
}

/** Uploads are sent without cookies, so that '*' is enough. */
export function allowsOrigin(headers: Headers, origin: string): boolean {
  const allowed = headers.get('access-control-allow-origin')
  return allowed === '*' || allowed === origin
}

/** Browsers need no leave for a POST. */
function allowsMethod(headers: Headers, method: string): boolean {
  const methods = listOf(headers, 'access-control-allow-methods')
  return method === 'POST' || methods.includes(method.toLowerCase()) || methods.includes('*')
}

function listRefused(headers: Headers, names: readonly string[]): readonly string[] {
  const allowed = listOf(headers, 'access-control-allow-headers')
  return allowed.includes('*') ? [] : names.filter((name) => !allowed.includes(name))
}

/** The items of a header, in lower case. */
export function listOf(headers: Headers, name: string): readonly string[] {
  return (headers.get(name) ?? '').toLowerCase().split(/\s*,\s*/)
}
