import type { CallContext } from '../../src/contract/backend.js'

/** The context of a call, in a test. */
export function testContext(more: Partial<CallContext> = {}): CallContext {
  return { signal: new AbortController().signal, attempt: 1, keepalive: false, idempotencyKey: 'key-1', ...more }
}
