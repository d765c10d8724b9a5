import 'coatcheck/styles.css'
import { AvatarField, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useState, type FormEvent } from 'react'
import { createRoot } from 'react-dom/client'

/** `name` submits the id of the stored picture, and `required` waits for it. */
function ProfilePage() {
  const backend = useRestBackend({ url: '/api/rest' })
  const [saved, setSaved] = useState<string>()

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    // An app would send the form to its server here.
    setSaved(JSON.stringify(Object.fromEntries(new FormData(event.currentTarget))))
  }

  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 5_000_000 }}>
      <form onSubmit={save} onReset={() => setSaved(undefined)}>
        <label>
          Name <input name="name" required />
        </label>
        <AvatarField name="avatar" aria-label="Profile photo" required />
        <button type="submit">Save</button> <button type="reset">Start over</button>
        {saved && <output>{saved}</output>}
      </form>
    </UploadProvider>
  )
}

createRoot(document.querySelector('#root')!).render(<ProfilePage />)
