import { beginRequest } from './requestLog.ts'

/** A `fetch` that records its requests. Every backend takes it as an option. */
export const recordedFetch: typeof fetch = async (input, init) => {
  const { method = 'GET', body } = init ?? {}
  const text = typeof body === 'string' ? body : ''
  const request = beginRequest(method, input instanceof Request ? input.url : String(input), readCall(text))
  const sentBytes = new Blob([text]).size
  try {
    const answer = await fetch(input, init)
    request.end({ status: answer.status, sentBytes })
    return answer
  } catch (error) {
    request.end({ status: null, sentBytes })
    throw error
  }
}

/** Returns the first field of a GraphQL operation. */
function readCall(body: string): string | null {
  if (!body.includes('"query"')) return null
  const { query }: { readonly query?: unknown } = JSON.parse(body)
  return typeof query === 'string' ? (/\{\s*(\w+)/.exec(query)?.[1] ?? null) : null
}
