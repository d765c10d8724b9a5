import 'coatcheck/styles.css'
import { UploadPanel, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

export function AlbumForm() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*', maxFiles: 10 }}>
      <form method="post" action="/albums">
        <input name="name" aria-label="Name of the album" />
        {/* The bytes go to storage. Each stored file has a hidden input with its id. */}
        <UploadPanel name="photos" required />
        <button>Save</button>
      </form>
    </UploadProvider>
  )
}
