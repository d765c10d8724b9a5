import type { CallContext } from '../../contract/backend.js'

/** Reads can be repeated freely, so they need no idempotency key; but the type of every call requires one. */
export function createReadContext(idempotencyKey: string, signal: AbortSignal): CallContext {
  return { signal, attempt: 1, keepalive: false, idempotencyKey }
}
