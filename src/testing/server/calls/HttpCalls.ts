import { contractShapes } from '../shapes/contractShapes.js'
import type { OwnerHeaders } from '../ServerUnderTest.js'
import type { AnswerBodies } from './answers.js'
import { BrokenRule } from './BrokenRule.js'
import type { Scrubber } from './createScrubber.js'

/** An answer, and how to say that it is not the expected one. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Parsed JSON; undefined if the body is empty or not JSON. */
  readonly body: unknown
  /** The body as it came. */
  readonly text: string
  /** The request, for messages. */
  readonly call: string
  /** The error to throw. */
  breach(expected: string): BrokenRule
}

/** Calls a server as one owner, and checks what must hold for every answer. */
export class HttpCalls {
  /** The base URL of the server, without a slash at the end. */
  readonly url: string
  readonly #headers: OwnerHeaders | undefined
  readonly #scrub: Scrubber

  constructor(url: string, headers: OwnerHeaders | undefined, scrub: Scrubber) {
    this.url = url.replace(/\/+$/, '')
    this.#headers = headers
    this.#scrub = scrub
  }

  /** Makes a call. A string is sent as it is, anything else as JSON. A refusal has to be a `Problem` of the contract. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    extra: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array
    const sent = body === undefined ? undefined : isRaw ? (body as BodyInit) : JSON.stringify(body)
    const own = typeof this.#headers === 'function' ? await this.#headers() : this.#headers
    const headers = new Headers(own)
    if (sent !== undefined) headers.set('Content-Type', 'application/json')
    for (const [name, value] of Object.entries(extra)) headers.set(name, value)
    const response = await fetch(`${this.url}${path}`, { method, headers, ...(sent !== undefined && { body: sent }) })
    const text = await response.text()
    const shown = sent === undefined ? '' : ` ${typeof sent === 'string' ? sent : 'with bytes that are not text'}`
    const answer = this.#readAnswer(response, text, `${method} ${path}${shown}`)
    if (answer.status >= 400) checkProblem(method, answer)
    return answer
  }

  /** Makes a call that has to succeed with an answer of this shape. */
  async must<TName extends keyof AnswerBodies>(
    name: TName,
    method: string,
    path: string,
    body?: unknown,
    extra?: Readonly<Record<string, string>>,
  ): Promise<{ readonly value: AnswerBodies[TName]; readonly answer: Answer }> {
    const answer = await this.call(method, path, body, extra)
    if (answer.status !== 200) throw answer.breach(`the status 200 and ${article(name)}`)
    return { value: readShape(name, answer), answer }
  }

  #readAnswer(response: Response, text: string, call: string): Answer {
    const { status, headers } = response
    const scrub = this.#scrub
    return {
      status,
      headers,
      text,
      body: parse(text),
      call: scrub(call),
      breach: (expected) =>
        new BrokenRule({ call: scrub(call), expected: scrub(expected), came: scrub(`${status} ${text}`) }),
    }
  }
}

/** @throws {BrokenRule} if the body is not of this shape */
function readShape<TName extends keyof AnswerBodies>(name: TName, answer: Answer): AnswerBodies[TName] {
  const problems = contractShapes[name](answer.body, '')
  if (problems.length > 0) {
    throw answer.breach(
      `${article(name)} of docs/rest.openapi.yaml, but ${problems.map((one) => one.trim() || name).join(', ')}`,
    )
  }
  return answer.body as AnswerBodies[TName]
}

/** Only a file that is already gone may be answered without a body. */
function checkProblem(method: string, answer: Answer): void {
  const { status, text, headers } = answer
  if (status >= 500) throw answer.breach('an answer that is not a failure of the server')
  if (method === 'DELETE' && (status === 404 || status === 410) && text === '') return
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(headers.get('content-type') ?? '')) {
    throw answer.breach(
      `a Problem of docs/rest.openapi.yaml with the Content-Type application/json, not ${headers.get('content-type')}`,
    )
  }
  const { error } = readShape('Problem', answer)
  if (error.status !== status) throw answer.breach(`error.status to be ${status}, the status of the answer`)
  if (status === 429 && !isRetryAfter(headers.get('retry-after'))) {
    throw answer.breach('the header Retry-After, with a number of seconds or an HTTP date')
  }
}

function isRetryAfter(value: string | null): boolean {
  return value !== null && (/^\d+$/.test(value) || !Number.isNaN(Date.parse(value)))
}

function article(name: keyof AnswerBodies): string {
  return `a ${name}`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
