import { type Fields, isFields } from './fields.ts'
import { Refusal, unavailable } from './Refusal.ts'

export interface UpstreamAnswer {
  readonly status: number
  readonly body: Fields
}

const answerWithinMs = 20_000

/**
 * Asks the API behind the broker in the name of the app. The app's credentials leave this server for that URL, and for
 * nobody else: no redirect is followed.
 * @throws {Refusal} where nothing comes that could be read, or the API wants us to slow down
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
  // What a gateway says beside a 401 need not be JSON.
  if (!isFields(parsed) && answer.status !== 401) throw unavailable()
  return { status: answer.status, body: isFields(parsed) ? parsed : {} }
}
