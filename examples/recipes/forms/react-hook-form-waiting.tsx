import 'coatcheck/styles.css'
import { AvatarField, type AvatarFieldProps, isResting, UploadProvider, useUploader, useUploads } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useState } from 'react'
import { useController, useForm } from 'react-hook-form'
import { save } from '../save' // yours
import { useStoredId } from '../useStoredId'

interface Profile {
  readonly name: string
  readonly avatarId: string
}

interface ProfileProps {
  readonly name?: string
  /** The picture that the profile already has. */
  readonly avatar?: AvatarFieldProps['defaultValue']
}

export function WaitingProfilePage(profile: ProfileProps) {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 5_000_000 }}>
      <WaitingProfileForm {...profile} />
    </UploadProvider>
  )
}

function WaitingProfileForm({ name = '', avatar }: ProfileProps) {
  const uploader = useUploader()
  const pictures = useUploads({ group: 'avatarId' })
  const [isSaving, setIsSaving] = useState(false)
  const { control, formState, handleSubmit, register, setError, setValue, trigger } = useForm<Profile>({
    defaultValues: { name, avatarId: avatar?.id ?? '' },
  })
  // The first field that is registered gets the focus first.
  const nameField = register('name', { required: 'Enter a name.' })
  const { field, fieldState } = useController({ control, name: 'avatarId', rules: { required: 'Choose a photo.' } })
  useStoredId('avatarId', field.value, field.onChange)
  // Nothing is missing while a picture is on its way.
  const error = pictures.every(isResting) ? fieldState.error : undefined

  const submit = handleSubmit(async (profile) => {
    const { error } = await save({ ...profile })
    if (error) return setError('name', { message: error })
    const { rejections } = uploader.getSnapshot()
    uploader.dismiss(rejections.filter(({ group }) => group === 'avatarId').map(({ id }) => id))
  })
  const saveWhenSettled = async () => {
    setIsSaving(true)
    try {
      const settled = await uploader.whenSettled({ group: 'avatarId' }).catch(() => null)
      // Null: the user has left the form, whose provider has ended.
      if (!settled) return
      if (settled.failed.length > 0 || settled.paused.length > 0) {
        await trigger('name')
        return
      }
      const picture = settled.done.findLast(({ stored }) => stored.state !== 'rejected')
      // The effect of `useStoredId` may not have run yet.
      setValue('avatarId', picture?.stored.id ?? '')
      await submit()
    } finally {
      setIsSaving(false)
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSaving) void saveWhenSettled()
      }}
    >
      <label>
        Name <input {...nameField} readOnly={isSaving} />
      </label>
      {formState.errors.name && <p role="alert">{formState.errors.name.message}</p>}
      {/* Without a name, the field lets the form be sent at any time. Nobody changes the picture while the form waits. */}
      <AvatarField
        ref={(root) => field.ref(root?.querySelector('button'))}
        group="avatarId"
        defaultValue={avatar}
        readOnly={isSaving}
        aria-label="Profile photo"
        invalid={error !== undefined}
      />
      {error && <p role="alert">{error.message}</p>}
      {pictures.some(({ status }) => status === 'failed') && (
        <p role="alert">The new photo was not uploaded. Do what the field says, or remove the photo, and save again.</p>
      )}
      <button aria-disabled={isSaving}>{isSaving ? 'Saving…' : 'Save'}</button>
    </form>
  )
}
