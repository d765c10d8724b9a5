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
import { useState } from 'react'
import { type Control, useController, useForm } from 'react-hook-form'
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

export function ProfilePage(profile: ProfileProps) {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 5_000_000 }}>
      <ProfileForm {...profile} />
    </UploadProvider>
  )
}

function ProfileForm({ name = '', avatar }: ProfileProps) {
  const uploader = useUploader()
  const pictures = useUploads({ group: 'avatarId' })
  const [savedAvatar, setSavedAvatar] = useState(avatar)
  const { control, formState, handleSubmit, register, reset, setError } = useForm<Profile>({
    defaultValues: { name, avatarId: avatar?.id ?? '' },
  })
  const dismissRejected = () => {
    const { rejections } = uploader.getSnapshot()
    uploader.dismiss(rejections.filter(({ group }) => group === 'avatarId').map(({ id }) => id))
  }
  const submit = handleSubmit(async (profile) => {
    const { error } = await save({ ...profile })
    if (error) return setError('root', { message: error })
    const stored = pictures.flatMap((picture) => (picture.status === 'done' ? [picture.stored] : []))
    setSavedAvatar(stored.find(({ id }) => id === profile.avatarId))
    dismissRejected()
    reset(profile, { keepValues: true })
  })
  const discard = () => {
    uploader.remove(pictures.map(({ id }) => id))
    dismissRejected()
    if (savedAvatar) uploader.addStored([savedAvatar], { group: 'avatarId' })
    reset()
  }
  const hasFailed = pictures.some(({ status }) => status === 'failed')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        // A button that is disabled meanwhile would lose the focus.
        if (!formState.isSubmitting) void submit(event)
      }}
    >
      <label>
        Name <input {...register('name')} />
      </label>
      <AvatarInput control={control} avatar={savedAvatar} />
      {formState.errors.root && <p role="alert">{formState.errors.root.message}</p>}
      {hasFailed && <p role="alert">The new photo was not uploaded. Try again, change or remove it before you save.</p>}
      <button disabled={hasFailed}>Save</button>
      {/* A picture that is being registered cannot be removed for that moment. */}
      <button type="button" disabled={!pictures.every(canRemove)} onClick={discard}>
        Discard changes
      </button>
    </form>
  )
}

interface AvatarInputProps extends Pick<ProfileProps, 'avatar'> {
  readonly control: Control<Profile>
}

/** The value of the field is the id of the stored picture. */
function AvatarInput({ control, avatar }: AvatarInputProps) {
  const { field, fieldState } = useController({ control, name: 'avatarId', rules: { required: 'Choose a photo.' } })
  const { name, onChange, ref, value } = field
  const pictures = useUploads({ group: name })
  useStoredId(name, value, onChange)
  // Nothing is missing while a picture is on its way.
  const error = pictures.every(isResting) ? fieldState.error : undefined
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
        invalid={error !== undefined}
      />
      {error && <p role="alert">{error.message}</p>}
    </>
  )
}
