import 'coatcheck/styles.css'
import { UploadPanel, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

/** `profile` names the server's rules, as `endpoint` did. */
export function Photos() {
  const backend = useRestBackend({ url: '/api/uploads', profile: 'files' })
  return (
    <UploadProvider
      backend={backend}
      restrictions={{ accept: 'image/*', maxSizeBytes: 16_000_000, maxFiles: 10 }}
      onDone={({ stored }) => console.info(stored.id)}
    >
      <UploadPanel />
    </UploadProvider>
  )
}
