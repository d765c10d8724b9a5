import 'coatcheck/styles.css'
import { AvatarField, type AvatarFieldProps, UploadProvider, useUploader, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useForm } from '@tanstack/react-form'
import { useEffect, useRef, useState } from 'react'
import { save } from '../save' // yours

interface ProfileProps {
  /** The picture that the profile already has. */
  readonly avatar?: AvatarFieldProps['defaultValue']
}

export function ProfilePage({ avatar }: ProfileProps) {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 5_000_000 }}>
      <ProfileForm avatar={avatar} />
    </UploadProvider>
  )
}

function ProfileForm({ avatar }: ProfileProps) {
  const uploader = useUploader()
  const pictures = useUploads({ group: 'avatarId' })
  const [savedAvatar, setSavedAvatar] = useState(avatar)
  const field = useRef<HTMLDivElement>(null)
  const form = useForm({
    defaultValues: { name: '', avatarId: avatar?.id ?? '' },
    onSubmit: async ({ value, formApi }) => {
      const { error } = await save(value)
      if (error) return formApi.setErrorMap({ onSubmit: { fields: { name: error } } })
      setSavedAvatar(pictures.find((picture) => picture.status === 'done')?.stored)
      formApi.reset(value)
    },
    // TanStack Form leaves the focus to the app. The picture is the only field that is validated.
    onSubmitInvalid: () => field.current?.querySelector('button')?.focus(),
  })
  const discard = () => {
    uploader.remove(pictures.map(({ id }) => id))
    if (savedAvatar) uploader.addStored([savedAvatar], { group: 'avatarId' })
    form.reset()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void form.handleSubmit()
      }}
    >
      <form.Field name="name">
        {({ state, handleChange }) => (
          <p>
            <label>
              Name <input value={state.value} onChange={(event) => handleChange(event.target.value)} />
            </label>
            {state.meta.errors.map((error) => (
              <span role="alert" key={String(error)}>
                {error}
              </span>
            ))}
          </p>
        )}
      </form.Field>
      <form.Field
        name="avatarId"
        validators={{ onSubmit: ({ value }) => (value === '' ? 'Choose a photo.' : undefined) }}
      >
        {({ name, state, handleChange }) => (
          <div>
            <StoredId group={name} value={state.value} onChange={handleChange} />
            {/* With a name, the field keeps the form from being sent while the picture is on its way. */}
            <AvatarField
              ref={field}
              name={name}
              group={name}
              defaultValue={savedAvatar}
              aria-label="Profile photo"
              invalid={pictures.length === 0 && !state.meta.isValid}
            />
            {pictures.length === 0 &&
              state.meta.errors.map((error) => (
                <p role="alert" key={String(error)}>
                  {error}
                </p>
              ))}
          </div>
        )}
      </form.Field>
      <button>Save</button>
      <button type="button" onClick={discard}>
        Discard changes
      </button>
    </form>
  )
}

interface StoredIdProps {
  readonly group: string
  readonly value: string
  readonly onChange: (id: string) => void
}

/** Tells the form the id of the picture once it is stored, and nothing while there is none. */
function StoredId({ group, value, onChange }: StoredIdProps) {
  const uploader = useUploader()
  const pictures = useUploads({ group })
  useEffect(() => {
    // Read here, because the field adds its default value in an effect of its own.
    const now = uploader.getSnapshot().uploads.filter((picture) => picture.group === group)
    const stored = now.find((picture) => picture.status === 'done')?.stored
    // While a picture is on its way or has failed, the value stays what it was.
    const next = stored?.id ?? (now.length > 0 ? value : '')
    if (next !== value) onChange(next)
  }, [uploader, pictures, group, value, onChange])
  return null
}
