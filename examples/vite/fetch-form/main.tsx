import 'coatcheck/styles.css'
import { Dropzone, UploadList, UploadProvider, useUploader, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useState, type FormEvent } from 'react'
import { createRoot } from 'react-dom/client'
import { saveForm } from '../saveForm'

function AlbumPage() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*' }}>
      <AlbumForm />
    </UploadProvider>
  )
}

/** A form without an action, which works in React 18, too. */
function AlbumForm() {
  const uploader = useUploader()
  const photos = useUploads({ group: 'photos' })
  const isStored = photos.every(({ status }) => status === 'done' || status === 'cancelled')
  const [isSaving, setIsSaving] = useState(false)
  const [error, setError] = useState<string>()

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form) // Read before the fields are disabled, because disabled fields are left out.
    setIsSaving(true)
    const problem = await saveForm(data)
    setIsSaving(false)
    setError(problem)
    if (problem) return
    form.reset()
    uploader.clear({ group: 'photos' })
  }

  return (
    <form onSubmit={(event) => void save(event)}>
      <fieldset disabled={isSaving}>
        <p>
          <label>
            Name of the album <input name="name" />
          </label>
        </p>
        <Dropzone name="photos" group="photos" />
        <UploadList group="photos" />
        {error && <p role="alert">{error}</p>}
        <button type="submit" disabled={!isStored}>
          Save
        </button>
      </fieldset>
    </form>
  )
}

createRoot(document.querySelector('#root')!).render(<AlbumPage />)
