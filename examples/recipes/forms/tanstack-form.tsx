import 'coatcheck/styles.css'
import { AvatarField, type AvatarFieldProps, UploadProvider, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useForm } from '@tanstack/react-form'
import { useEffect, useRef } from 'react'
import { save } from '../save' // yours

/** @param avatar the picture that the profile already has */
export function ProfileForm({ avatar }: { readonly avatar?: AvatarFieldProps['defaultValue'] }) {
  const backend = useRestBackend({ url: '/api/uploads' })
  const picture = useRef<HTMLDivElement>(null)
  const form = useForm({
    defaultValues: { name: '', avatarId: avatar?.id ?? '' },
    onSubmit: async ({ value, formApi }) => {
      const { error } = await save(value)
      if (error) formApi.setErrorMap({ onSubmit: { fields: { name: error } } })
    },
    // TanStack Form leaves the focus to the app. The picture is the only field that is validated.
    onSubmitInvalid: () => picture.current?.querySelector('button')?.focus(),
  })
  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 5_000_000 }}>
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
              <StoredId group={name} onChange={handleChange} />
              {/* With a name, the field keeps the form from being sent while the picture is on its way. */}
              <AvatarField
                ref={picture}
                name={name}
                group={name}
                defaultValue={avatar}
                aria-label="Profile photo"
                invalid={!state.meta.isValid}
              />
              {state.meta.errors.map((error) => (
                <p role="alert" key={String(error)}>
                  {error}
                </p>
              ))}
            </div>
          )}
        </form.Field>
        <button>Save</button>
      </form>
    </UploadProvider>
  )
}

/** Tells the form the id of the picture once it is stored, and nothing while there is none. */
function StoredId({ group, onChange }: { readonly group: string; readonly onChange: (id: string) => void }) {
  const [upload] = useUploads({ group })
  const storedId = upload?.status === 'done' ? upload.stored.id : ''
  useEffect(() => onChange(storedId), [storedId, onChange])
  return null
}
