import 'coatcheck/styles.css'
import { AvatarField, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { createRoot } from 'react-dom/client'
import { useCropDialog } from './useCropDialog'

/** `edit` gets each chosen picture before it is added, and returns what is uploaded in its place. */
function ProfilePage() {
  const backend = useRestBackend({ url: '/api/rest' })
  const { edit, dialog } = useCropDialog()
  return (
    <UploadProvider backend={backend}>
      <form>
        <AvatarField name="avatar" aria-label="Profile photo" edit={edit} />
      </form>
      {dialog}
    </UploadProvider>
  )
}

createRoot(document.querySelector('#root')!).render(<ProfilePage />)
