/** The user's session. Tokens expire quickly, and the server issues new ones on request. */
let token: string | undefined

/** Returns the current token, or a new one if there is none or it was refused. */
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
