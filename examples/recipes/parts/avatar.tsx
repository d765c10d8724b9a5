import 'coatcheck/styles.css'
import { AvatarField, type StoredFile, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { save } from '../save' // yours

/** `avatar` is the picture that the user has already, as your server knows it: its id and a URL that shows it. */
export function ProfileForm({ avatar = null }: { readonly avatar?: StoredFile | null }) {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 5_000_000, minWidth: 128, minHeight: 128 }}>
      <form action={async (data) => void (await save(Object.fromEntries(data)))}>
        <label>
          Name <input name="name" required />
        </label>
        <AvatarField name="avatar" aria-label="Profile photo" defaultValue={avatar} required />
        <button>Save</button>
      </form>
    </UploadProvider>
  )
}
