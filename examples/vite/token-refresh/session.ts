import { UploadError } from 'coatcheck'

/** The user's session. Tokens expire quickly, and the server issues new ones on request. */
let token: string | undefined

/** Returns the current token, or a new one if there is none or it was refused. */
export async function readToken(isRefused: boolean): Promise<string> {
  if (isRefused) token = undefined
  token ??= await fetchToken()
  return token
}

async function fetchToken(): Promise<string> {
  const response = await fetch('/api/session', { method: 'POST' }).catch(() => null)
  // The code decides what users read, and whether the upload is tried again by itself.
  if (response?.status === 401) throw new UploadError('unauthorized', 'The session has ended.')
  if (!response?.ok) throw new UploadError('server-unreachable', 'The token could not be renewed.')
  const answer = (await response.json()) as { readonly token: string }
  return answer.token
}
