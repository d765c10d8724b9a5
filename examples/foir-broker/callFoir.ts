import { Refusal } from './Refusal.ts'

export interface FoirCall {
  readonly url: string
  /** Leaves this server for Foir, and for nobody else. */
  readonly secretKey: string
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}

type Fields = Readonly<Record<string, unknown>>

const answerWithinMs = 20_000

/**
 * Asks Foir in the name of the app, and gives the `data`.
 * @throws {Refusal} with what Foir says, where that is for the user; that our own key is wrong is not.
 */
export async function callFoir({ url, secretKey, document, variables }: FoirCall): Promise<Fields> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secretKey}` },
    body: JSON.stringify({ query: document, variables }),
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithinMs),
  }).catch(() => null)
  const body: unknown = await answer?.json().catch(() => null)
  if (!isFields(body)) throw unavailable()
  const error = readError(body['errors'])
  if (error) throw error
  if (!answer?.ok || !isFields(body['data'])) throw unavailable()
  return body['data']
}

function readError(errors: unknown): Refusal | undefined {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  if (!isFields(first)) return undefined
  const code = isFields(first['extensions']) ? String(first['extensions']['code']) : ''
  if (code === 'UNAUTHENTICATED' || code === 'INTERNAL_SERVER_ERROR') return unavailable()
  return new Refusal(200, code, typeof first['message'] === 'string' ? first['message'] : 'Foir says no.')
}

/** A 401 would send the user to sign in again, which mends nothing. */
function unavailable(): Refusal {
  return new Refusal(502, 'INTERNAL_SERVER_ERROR', 'The media library does not answer.')
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
