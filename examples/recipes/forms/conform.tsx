import 'coatcheck/styles.css'
import { isResting, UploadPanel, UploadProvider, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { useActionState } from 'react'
import { z } from 'zod'
import { save } from '../save' // yours

/** The form sends an id for each stored photo, so the schema sees ids. Your server uses the same schema. */
const schema = z.object({
  name: z.string('An album needs a name.'),
  photos: z.array(z.string()).min(1, 'Choose at least one photo.'),
})

export function AlbumPage() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*' }}>
      <AlbumForm />
    </UploadProvider>
  )
}

function AlbumForm() {
  const [lastResult, action] = useActionState(async (_: unknown, data: FormData) => {
    const submission = parseWithZod(data, { schema })
    if (submission.status !== 'success') return submission.reply()
    const { error } = await save(submission.value)
    return submission.reply(error ? { fieldErrors: { name: [error] } } : {})
  }, undefined)
  const [form, fields] = useForm({
    lastResult: lastResult ?? null,
    onValidate: ({ formData }) => parseWithZod(formData, { schema }),
  })
  const isUploading = useUploads((uploads) => uploads.some((upload) => !isResting(upload)))
  return (
    <form {...getFormProps(form)} action={action}>
      <label>
        Name of the album <input {...getInputProps(fields.name, { type: 'text' })} key={fields.name.key} />
      </label>
      {fields.name.errors && <p role="alert">{fields.name.errors}</p>}
      <UploadPanel group="photos" name={fields.photos.name} invalid={!fields.photos.valid} />
      {fields.photos.errors && <p role="alert">{fields.photos.errors}</p>}
      <button disabled={isUploading}>Save</button>
    </form>
  )
}
