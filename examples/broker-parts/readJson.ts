import { type Fields, isFields } from './fields.ts'
import { Refusal } from './Refusal.ts'

/** @throws {Refusal} if the body is not a JSON object */
export async function readJson(request: Request): Promise<Fields> {
  // A form on another site cannot send this type without a preflight, so it cannot misuse the session cookie.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal(415, 'BAD_USER_INPUT', 'The body must be JSON.')
  }
  const body: unknown = await request.json().catch(() => null)
  return isFields(body) ? body : {}
}
