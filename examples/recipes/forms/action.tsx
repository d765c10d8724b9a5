import 'coatcheck/styles.css'
import { isResting, UploadPanel, UploadProvider, useUploader, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useActionState } from 'react'
import { save } from '../save' // yours: it may be a server action

export function AlbumPage() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*', maxFiles: 20 }}>
      <AlbumForm />
    </UploadProvider>
  )
}

interface Answer {
  readonly error?: string
  readonly name: string
}

function AlbumForm() {
  const uploader = useUploader()
  const isUploading = useUploads((uploads) => uploads.some((upload) => !isResting(upload)))
  const [answer, submit, isSaving] = useActionState<Answer | null, FormData>(async (_, data) => {
    const [name = ''] = data.getAll('name').map(String)
    const { error } = await save({ name, photos: data.getAll('photos') })
    if (error) return { error, name }
    // React resets the other fields. The uploads stay, for an answer with an error, until they are cleared.
    uploader.clear({ group: 'photos' })
    return null
  }, null)
  return (
    <form action={submit}>
      <label>
        Name of the album <input name="name" defaultValue={answer?.name ?? ''} />
      </label>
      {answer?.error && <p role="alert">{answer.error}</p>}
      {/* Disabled while it is saved, so that no file is added that would be cleared unsent. */}
      <fieldset disabled={isSaving}>
        <UploadPanel group="photos" name="photos" required />
      </fieldset>
      <button disabled={isSaving || isUploading}>Save</button>
    </form>
  )
}
