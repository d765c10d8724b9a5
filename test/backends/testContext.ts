import type { CallContext } from '../../src/contract/backend.js'

/** What a call is made under, in a test. */
export function testContext(more: Partial<CallContext> = {}): CallContext {
  return { signal: new AbortController().signal, attempt: 1, keepalive: false, idempotencyKey: 'key-1', ...more }
}
