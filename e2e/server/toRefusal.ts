import { withoutDetails } from '../../src/server/http/answerRequest.ts'
import { Refusal } from '../../src/server/uploads/Refusal.ts'

/** Turns any error into a refusal. An unexpected one is logged, and the caller gets a generic message. */
export function toRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown
  logError(thrown)
  return withoutDetails(thrown)
}

export function logError(error: unknown): void {
  console.error('The reference server failed:', error)
}

/** Headers that go with the body, whatever the format of the refusal. */
export function headersOf({ retryAfterSeconds }: Refusal): Record<string, string> {
  return retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }
}
