import 'coatcheck/styles.css'
import { UploadError, UploadPanel, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

let token: string | undefined

/** Returns the token, or a new one if there is none or it was refused. */
async function readToken(isRefused: boolean): Promise<string> {
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

export function FilesPage() {
  const backend = useRestBackend({
    url: '/api/uploads',
    // Called for each request, and again with `refresh` after a 401. Calls that fail together share one refresh.
    headers: async ({ refresh }) => ({ Authorization: `Bearer ${await readToken(refresh)}` }),
  })
  return (
    <UploadProvider backend={backend}>
      <UploadPanel />
    </UploadProvider>
  )
}
