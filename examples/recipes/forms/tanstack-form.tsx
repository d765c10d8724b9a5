import 'coatcheck/styles.css'
import {
  AvatarField,
  type AvatarFieldProps,
  canRemove,
  isResting,
  UploadProvider,
  useUploader,
  useUploads,
} from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useForm } from '@tanstack/react-form'
import { useRef, useState } from 'react'
import { save } from '../save' // yours
import { useStoredId } from '../useStoredId'

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
  const [saved, setSaved] = useState({ name: '', avatar })
  const field = useRef<HTMLDivElement>(null)
  const dismissRejected = () => {
    const { rejections } = uploader.getSnapshot()
    uploader.dismiss(rejections.filter(({ group }) => group === 'avatarId').map(({ id }) => id))
  }
  const form = useForm({
    defaultValues: { name: saved.name, avatarId: saved.avatar?.id ?? '' },
    onSubmit: async ({ value, formApi }) => {
      const { error } = await save(value)
      if (error) return formApi.setErrorMap({ onSubmit: { fields: { name: error } } })
      const stored = pictures.flatMap((picture) => (picture.status === 'done' ? [picture.stored] : []))
      setSaved({ name: value.name, avatar: stored.find(({ id }) => id === value.avatarId) })
      dismissRejected()
      formApi.reset(value)
    },
    // TanStack Form leaves the focus to the app. The picture is the only field that is validated.
    onSubmitInvalid: () => field.current?.querySelector('button')?.focus(),
  })
  const discard = () => {
    uploader.remove(pictures.map(({ id }) => id))
    dismissRejected()
    if (saved.avatar) uploader.addStored([saved.avatar], { group: 'avatarId' })
    form.reset()
  }
  const hasFailed = pictures.some(({ status }) => status === 'failed')
  // Nothing is missing while a picture is on its way.
  const mayBeMissing = pictures.every(isResting)
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
            {/* With a name, the field keeps the form from being sent while the picture is on its way. */}
            <AvatarField
              ref={field}
              name={name}
              group={name}
              defaultValue={saved.avatar}
              aria-label="Profile photo"
              invalid={mayBeMissing && !state.meta.isValid}
            />
            <StoredId group={name} value={state.value} onChange={handleChange} />
            {mayBeMissing &&
              state.meta.errors.map((error) => (
                <p role="alert" key={String(error)}>
                  {error}
                </p>
              ))}
          </div>
        )}
      </form.Field>
      {hasFailed && <p role="alert">The new photo was not uploaded. Try again, change or remove it before you save.</p>}
      <button disabled={hasFailed}>Save</button>
      {/* A picture that is being registered cannot be removed for that moment. */}
      <button type="button" disabled={!pictures.every(canRemove)} onClick={discard}>
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

/** A component, because a field of TanStack Form is a function that cannot call hooks. */
function StoredId({ group, value, onChange }: StoredIdProps) {
  useStoredId(group, value, onChange)
  return null
}
