import 'coatcheck/styles.css'
import { AvatarField, UploadProvider, useUploader, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { type Control, useController, useForm } from 'react-hook-form'

interface Profile {
  name: string
  /** The id of the stored picture. */
  avatar: string
}

/** The value is empty until there is a picture, and while another one is on its way. */
function AvatarInput({ control }: { control: Control<Profile> }) {
  const rules = { required: 'Choose a photo, and wait until it is uploaded.' }
  const { field, fieldState } = useController({ control, name: 'avatar', rules })
  const upload = useUploads({ group: 'avatar' }).at(-1)
  const id = upload?.status === 'done' ? upload.stored.id : ''
  const { onChange } = field
  useEffect(() => {
    // It returns a promise, which an effect must not return.
    onChange(id)
  }, [id, onChange])

  return (
    <>
      <AvatarField
        // After an error, React Hook Form moves the focus to the field.
        ref={(root) => field.ref(root?.querySelector('button'))}
        group="avatar"
        aria-label="Profile photo"
        aria-describedby="avatar-problem"
        invalid={fieldState.invalid}
      />
      <p id="avatar-problem" role="alert">
        {fieldState.error?.message}
      </p>
    </>
  )
}

function ProfileForm() {
  const uploader = useUploader()
  const [saved, setSaved] = useState<Profile>()
  const { control, formState, handleSubmit, register, reset } = useForm<Profile>({
    defaultValues: { name: '', avatar: '' },
  })

  async function save(profile: Profile) {
    // An app would send the profile to its server here.
    setSaved(profile)
    reset()
    uploader.clear({ group: 'avatar' })
  }

  return (
    <form onSubmit={handleSubmit(save)} onReset={() => reset()} noValidate>
      <label>
        Name <input {...register('name', { required: true })} aria-invalid={'name' in formState.errors} />
      </label>
      <AvatarInput control={control} />
      <button type="submit" disabled={formState.isSubmitting}>
        Save
      </button>{' '}
      <button type="reset">Start over</button>
      {saved && <output>{JSON.stringify(saved)}</output>}
    </form>
  )
}

function ProfilePage() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 5_000_000 }}>
      <ProfileForm />
    </UploadProvider>
  )
}

createRoot(document.querySelector('#root')!).render(<ProfilePage />)
