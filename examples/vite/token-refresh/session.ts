/** Who the user is. A token lives for a moment only; a new one is to be had for asking. */
let token: string | undefined

/** The token at hand, or a new one where there is none or the one at hand was refused. */
export async function readToken(isRefused: boolean): Promise<string> {
  if (isRefused) token = undefined
  token ??= await fetchToken()
  return token
}

async function fetchToken(): Promise<string> {
  const response = await fetch('/api/session', { method: 'POST' })
  if (!response.ok) throw new Error('Please sign in again.')
  const answer = (await response.json()) as { readonly token: string }
  return answer.token
}
