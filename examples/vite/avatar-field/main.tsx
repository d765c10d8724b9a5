import 'coatcheck/styles.css'
import { Dropzone, UploadList, UploadProvider, type Restrictions } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useState, type FormEvent } from 'react'
import { createRoot } from 'react-dom/client'

/** One picture; a second one takes the place of the first. */
const onePicture: Restrictions = {
  accept: 'image/*',
  maxSizeBytes: 5_000_000,
  maxFiles: 1,
  overflow: 'replace',
}

function ProfilePage() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend} restrictions={onePicture}>
      <ProfileForm />
    </UploadProvider>
  )
}

/** The dropzone is a field like the others: `name` sends the stored file's id, `required` waits for it. */
function ProfileForm() {
  const [saved, setSaved] = useState<string>()

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // Here an app sends the form to its server.
    setSaved(JSON.stringify(Object.fromEntries(new FormData(event.currentTarget))))
  }

  return (
    <form onSubmit={save} onReset={() => setSaved(undefined)}>
      <p>
        <label>
          Name <input name="name" required />
        </label>
      </p>
      <Dropzone name="avatar" required />
      <UploadList />
      <p>
        <button type="submit">Save</button> <button type="reset">Start over</button>
      </p>
      {saved && <output>{saved}</output>}
    </form>
  )
}

createRoot(document.querySelector('#root')!).render(<ProfilePage />)
