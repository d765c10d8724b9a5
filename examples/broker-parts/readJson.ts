import { type Fields, isFields } from './fields.ts'
import { Refusal } from './Refusal.ts'

/** @throws {Refusal} where the body is no JSON object */
export async function readJson(request: Request): Promise<Fields> {
  // A form of another page cannot send this type without asking first, so a session cookie alone moves nothing.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal(415, 'BAD_USER_INPUT', 'The body must be JSON.')
  }
  const body: unknown = await request.json().catch(() => null)
  return isFields(body) ? body : {}
}
