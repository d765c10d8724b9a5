import type { CannedAnswer } from '../fakes/scriptFetch.js'

/** GraphQL may return errors alone, with null, or with data that must not be trusted. In other APIs this is no answer. */
export function withErrors({ json }: CannedAnswer, isGraphql: boolean): Readonly<Record<string, CannedAnswer>> {
  const errors = [{ message: 'No.' }]
  if (!isGraphql) return { 'an error alone': { json: { errors } } }
  return {
    'with data': { json: { ...(json as object), errors } },
    'with null': { json: { data: null, errors } },
    alone: { json: { errors } },
  }
}
