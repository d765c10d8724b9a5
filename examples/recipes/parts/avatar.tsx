import 'coatcheck/styles.css'
import { AvatarField, type AvatarFieldProps, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { save } from '../save' // yours

/** `avatar` is the picture that the user has already, as your server knows it: its id and a URL that shows it. */
export function ProfileForm({ avatar }: { readonly avatar?: AvatarFieldProps['defaultValue'] }) {
  const backend = useRestBackend({ url: '/api/uploads' })
  async function saveProfile(data: FormData) {
    const [name = '', avatarId] = ['name', 'avatar'].flatMap((field) => data.getAll(field).map(String))
    await save({ name, avatarId })
  }
  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 5_000_000, minWidth: 128, minHeight: 128 }}>
      <form action={saveProfile}>
        <label>
          Name <input name="name" required />
        </label>
        <AvatarField name="avatar" aria-label="Profile photo" defaultValue={avatar} required />
        <button>Save</button>
      </form>
    </UploadProvider>
  )
}
