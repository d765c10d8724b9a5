import 'coatcheck/styles.css'
import { UploadPanel, UploadProvider } from 'coatcheck'
import { useActiveStorageBackend } from 'coatcheck/backends/active-storage'

export function PostForm() {
  const backend = useActiveStorageBackend({})
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*' }}>
      <form method="post" action="/posts">
        <UploadPanel name="post[images][]" />
        <button>Save</button>
      </form>
    </UploadProvider>
  )
}
