import 'coatcheck/styles.css'
import { AvatarField, type AvatarFieldProps, UploadProvider, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useEffect } from 'react'
import { type Control, useController, useForm } from 'react-hook-form'
import { save } from '../save' // yours

interface Profile {
  readonly name: string
  readonly avatarId: string
}

/** @param avatar the picture that the profile already has */
export function ProfileForm({ avatar }: { readonly avatar?: AvatarFieldProps['defaultValue'] }) {
  const backend = useRestBackend({ url: '/api/uploads' })
  const { control, formState, handleSubmit, register, setError } = useForm<Profile>({
    defaultValues: { name: '', avatarId: avatar?.id ?? '' },
  })
  const submit = handleSubmit(async (profile) => {
    const { error } = await save({ ...profile })
    if (error) setError('name', { message: error })
  })
  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 5_000_000 }}>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          Name <input {...register('name')} />
        </label>
        {formState.errors.name && <p role="alert">{formState.errors.name.message}</p>}
        <AvatarInput control={control} avatar={avatar} />
        <button disabled={formState.isSubmitting}>Save</button>
      </form>
    </UploadProvider>
  )
}

/** The value of the field is the id of the stored picture. */
function AvatarInput({
  control,
  avatar,
}: {
  readonly control: Control<Profile>
  readonly avatar: AvatarFieldProps['defaultValue']
}) {
  const { field, fieldState } = useController({ control, name: 'avatarId', rules: { required: 'Choose a photo.' } })
  const { onChange, name, ref } = field
  const [upload] = useUploads({ group: name })
  const storedId = upload?.status === 'done' ? upload.stored.id : ''
  useEffect(() => {
    if (storedId !== field.value) onChange(storedId)
  }, [storedId, field.value, onChange])
  return (
    <>
      {/* With a name, the field keeps the form from being sent while the picture is on its way. */}
      <AvatarField
        // React Hook Form moves the focus to the first invalid field.
        ref={(root) => ref(root?.querySelector('button'))}
        name={name}
        group={name}
        defaultValue={avatar}
        aria-label="Profile photo"
        invalid={fieldState.invalid}
      />
      {fieldState.error && <p role="alert">{fieldState.error.message}</p>}
    </>
  )
}
