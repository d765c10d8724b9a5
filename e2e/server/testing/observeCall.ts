import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { MiddlewareHandler } from 'hono'
import type { ApiContext, ApiEnv } from '../apiEnv.ts'
import { Refusal } from '../../../src/server/uploads/Refusal.ts'
import type { CallLog } from './callLog.ts'
import type { FaultAction, FaultScript } from './faultScript.ts'
import { rewriteAnswer } from './rewriteAnswer.ts'

export interface Observation {
  readonly log: CallLog
  readonly faults: FaultScript
}

/** Logs a call, and applies the fault script to it. */
export function observeCall({ log, faults }: Observation, api: string, call: string): MiddlewareHandler<ApiEnv> {
  return async (context, next) => {
    const record = log.begin(api, call, context.req.header('idempotency-key'))
    context.set('call', record)
    const fault = faults.take(call)
    if (fault?.kind === 'answer') record.status = fault.status
    const answer = fault && (await begin(context, fault))
    if (answer) return answer
    await next()
    if (fault?.kind === 'drop-after') return drop(context)
    if (fault?.kind === 'hang-after') return hang(context)
    if (fault?.kind === 'delay-after') await delay(fault.ms)
    if (fault?.kind === 'rewrite') context.res = await rewriteAnswer(context.res, fault)
    record.status = context.res.status
    return undefined
  }
}

/** Returns an answer if the call must not reach its handler. */
async function begin(context: ApiContext, fault: FaultAction): Promise<Response | undefined> {
  if (fault.kind === 'answer') return answerSo(fault)
  if (fault.kind === 'drop') return drop(context)
  if (fault.kind === 'delay') await delay(fault.ms)
  return fault.kind === 'hang' ? hang(context) : undefined
}

async function hang(context: ApiContext): Promise<Response> {
  await once(context.env.incoming.socket, 'close')
  return new Response(null)
}

function drop(context: ApiContext): Response {
  context.env.incoming.socket.destroy()
  return new Response(null)
}

type Answer = Extract<FaultAction, { kind: 'answer' }>

function answerSo(fault: Answer): Response {
  if (fault.text === undefined) throw faultRefusal(fault)
  return new Response(fault.text, {
    status: fault.status,
    headers: { 'Content-Type': fault.contentType ?? 'text/html; charset=utf-8' },
  })
}

/** Formats a scripted answer as the API's own refusal. */
export function faultRefusal({ status, code, message, retryAfterSeconds }: Answer): Refusal {
  return new Refusal(status, message ?? 'This was asked for by a test.', {
    code: code ?? (status >= 500 ? 'server-error' : 'request-invalid'),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  })
}
