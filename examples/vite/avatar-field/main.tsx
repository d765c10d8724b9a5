import 'coatcheck/styles.css'
import { Dropzone, UploadList, UploadProvider, type Restrictions } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useState, type FormEvent } from 'react'
import { createRoot } from 'react-dom/client'

/** One picture; a second one replaces the first. */
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

/** The dropzone is a form field: `name` submits the id of the stored file, and `required` waits for it. */
function ProfileForm() {
  const [saved, setSaved] = useState<string>()

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // An app would send the form to its server here.
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
