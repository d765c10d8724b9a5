import { type Fields, isFields } from './fields.ts'
import { Refusal, unavailable } from './Refusal.ts'

export interface UpstreamAnswer {
  readonly status: number
  readonly body: Fields
}

const answerWithinMs = 20_000

/**
 * Calls the API behind the broker on behalf of the app. The app's credentials are sent only to that URL, because
 * redirects are not followed.
 * @throws {Refusal} if the answer is missing or unreadable, or the API asks for fewer calls
 */
export async function askUpstream(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: BodyInit,
): Promise<UpstreamAnswer> {
  const signal = AbortSignal.timeout(answerWithinMs)
  const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'error', signal }).catch(() => null)
  if (!answer) throw unavailable()
  if (answer.status === 429) {
    throw new Refusal(429, 'RATE_LIMITED', 'Too many uploads at once.', answer.headers.get('retry-after'))
  }
  const parsed: unknown = await answer.json().catch(() => null)
  // A gateway's body with a 401 may not be JSON.
  if (!isFields(parsed) && answer.status !== 401) throw unavailable()
  return { status: answer.status, body: isFields(parsed) ? parsed : {} }
}
