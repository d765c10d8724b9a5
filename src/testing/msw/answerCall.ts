import { delay, HttpResponse } from 'msw'
import type { MockOptions } from './MockOptions.js'
import { MockRefusal } from './MockRefusal.js'

/** The calls that can fail: requesting a ticket, and registering. */
export type MockCall = 'ticket' | 'confirm' | 'other'

interface MockServer<TFailure extends string> {
  readonly options: MockOptions<TFailure>
  readonly call: MockCall
  /** How this API refuses. */
  readonly respond: (refusal: MockRefusal) => Response
  readonly work: () => Promise<Response> | Response
}

/** Handles one call as a server would, or late, not at all, or without an answer, as the options say. */
export async function answerCall<TFailure extends string>({
  options,
  call,
  respond,
  work,
}: MockServer<TFailure>): Promise<Response> {
  const { latencyMs = 0, failure } = options
  await delay(latencyMs)
  if (call !== 'other' && failure === 'unreachable') return HttpResponse.error()
  if (call !== 'other' && failure === 'login-page') return HttpResponse.html('<!doctype html><title>Sign in</title>')
  try {
    refuseCall(call, failure)
    const answer = await work()
    return call === 'confirm' && failure === 'confirm-lost' ? HttpResponse.error() : answer
  } catch (thrown) {
    if (thrown instanceof MockRefusal) return respond(thrown)
    throw thrown
  }
}

/** @throws {MockRefusal} */
function refuseCall(call: MockCall, failure: string | undefined): void {
  if (call === 'other') return
  if (failure === 'unauthorized') throw new MockRefusal(401, 'Your session has ended.', 'UNAUTHENTICATED')
  if (failure === 'forbidden') throw new MockRefusal(403, 'You do not have permission to upload here.', 'FORBIDDEN')
  if (failure === 'server-error')
    throw new MockRefusal(500, 'Something went wrong on the server.', 'INTERNAL_SERVER_ERROR')
  if (call === 'confirm' && failure === 'confirm-refused') {
    throw new MockRefusal(403, 'Permission denied: you may not attach files here.', 'FORBIDDEN')
  }
}
