import type { Refusal } from '../uploads/Refusal.js'
import { cutText } from './cutText.js'
import { createTextResponse } from './givenTexts.js'

/** An error as the REST contract describes it. */
export interface ErrorBody {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly retryAfterSeconds?: number
  /** The limit that was exceeded: bytes, or a number of files. */
  readonly limit?: number
}

export function toErrorBody({ status, code, message, retryAfterSeconds, limit }: Refusal): ErrorBody {
  return {
    status,
    code,
    message: cutText(message),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(limit !== undefined && { limit }),
  }
}

export function answerJson(
  body: unknown,
  status: number = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return createTextResponse(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...alwaysSent, ...headers },
  })
}

export function answerNothing(status: number = 204, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...alwaysSent, ...headers } })
}

export function answerRefusal(refusal: Refusal, headers: Readonly<Record<string, string>> = {}): Response {
  const { status, retryAfterSeconds } = refusal
  const retryAfter = retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterSeconds)) }
  return answerJson({ error: toErrorBody(refusal) }, status, { ...retryAfter, ...headers })
}

/** Answers belong to one person and have URLs that expire. */
const alwaysSent = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const
