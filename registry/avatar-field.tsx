'use client'

import {
  canRemove,
  canRetry,
  describeReason,
  describeStatus,
  type StoredFile,
  type Upload,
  useMessages,
  useObjectUrl,
  useRejections,
  useUploader,
  useUploads,
  useUploadZone,
} from 'coatcheck'
import { User } from 'lucide-react'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useNow } from '@/hooks/use-now'
import { cn } from '@/lib/utils'

export interface AvatarFieldProps {
  /**
   * A field with a group shows what has been uploaded in it when the field comes back to the page, and not the
   * `defaultValue`. When the form is left after it was saved, empty the field, as `docs/parts.md` of the package shows:
   * `clear` would leave the `defaultValue` and what has failed. Default: a group of its own, so that the field begins
   * anew.
   */
  readonly group?: string | undefined
  /** The form sends the id of the stored picture under this name. */
  readonly name?: string | undefined
  /** The picture that the field starts with. Render the field once it is known. */
  readonly defaultValue?: StoredFile | null | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
  /** bytes */
  readonly maxSizeBytes?: number | undefined
  readonly 'aria-label': string
  readonly className?: string | undefined
}

/**
 * A form field for one picture. A new one takes the place of the earlier one as soon as it is stored. Removing a picture
 * deletes nothing at the backend.
 */
export function AvatarField({ name, defaultValue, maxSizeBytes, className, ...props }: AvatarFieldProps) {
  const ownGroup = useId()
  const group = props.group ?? ownGroup
  const uploader = useUploader()
  const messages = useMessages()
  const upload = useOnePicture(group)
  const rejections = useRejections().filter((one) => one.group === group)
  const dismissRejections = (): void => uploader.dismiss(rejections.map(({ id }) => id))
  const zone = useUploadZone({
    group,
    name,
    multiple: false,
    camera: 'user',
    defaultValue: defaultValue ? [defaultValue] : [],
    required: props.required,
    disabled: props.disabled,
    // How many pictures there are is up to useOnePicture: while a new one is on its way, there are two.
    restrictions: { accept: 'image/*', minSizeBytes: 1, ...(maxSizeBytes && { maxSizeBytes }) },
    onAdd: dismissRejections,
  })
  const now = useNow(upload?.status === 'queued')
  const status = upload && upload.status !== 'done' ? describeStatus(upload, messages, now) : null
  // That other files were left out matters only while the one that was added is there.
  const isAdded = upload !== null && upload.status !== 'failed'
  const notice = isAdded || zone.state.notice !== messages.dropzone.onlyOne ? zone.state.notice : null
  const problem =
    rejections
      .at(-1)
      ?.reasons.map((reason) => describeReason(reason, messages))
      .join(' ') ?? notice
  const choose = zone.getButtonProps()
  // The button that was pressed disappears, so the focus goes on to the one that stays.
  const act = (verb: 'retry' | 'remove'): void => {
    if (upload) uploader[verb](upload.id)
    // What was wrong with another file is no longer of interest either.
    dismissRejections()
    choose.ref.current?.focus()
  }
  return (
    <fieldset
      {...zone.getRootProps()}
      aria-label={props['aria-label']}
      data-over={zone.state.isRejecting ? 'rejected' : zone.state.isDropTarget ? 'accepted' : undefined}
      className={cn('group relative flex items-center gap-4', className)}
    >
      <span className="bg-muted group-data-[over=accepted]:ring-primary group-data-[over=rejected]:ring-destructive has-[input:focus]:ring-destructive relative flex size-20 shrink-0 items-center justify-center overflow-hidden rounded-full group-data-over:ring-2 has-[input:focus]:ring-[3px]">
        <Picture upload={upload} />
        {/* It covers the picture, so that the browser's message about a missing one points there. */}
        <input {...zone.getInputProps()} aria-label={props['aria-label']} />
      </span>
      <div className="flex min-w-0 flex-col gap-2">
        <div className="flex flex-wrap gap-2">
          <button {...choose} className={buttonClass}>
            {upload ? messages.avatar.change : messages.avatar.choose}
          </button>
          {upload && canRetry(upload) && (
            <FieldButton isDisabled={zone.state.isDisabled} onAct={() => act('retry')}>
              {messages.actions.retry(upload.name)}
            </FieldButton>
          )}
          {upload && (
            <FieldButton isDisabled={zone.state.isDisabled || !canRemove(upload)} onAct={() => act('remove')}>
              {messages.avatar.remove}
            </FieldButton>
          )}
        </div>
        <p
          className={cn(
            'text-muted-foreground min-h-4 text-xs [overflow-wrap:anywhere]',
            (problem || upload?.status === 'failed') && 'text-destructive',
          )}
        >
          {problem ??
            (status ? [status.words, status.detail].filter(Boolean).join(' ') : zone.state.limits.join(' · '))}
          {!problem && status?.serverText && (
            <>
              {' '}
              {messages.status.serverSays} <bdi>{status.serverText}</bdi>
            </>
          )}
        </p>
      </div>
      {name !== undefined && zone.values.slice(-1).map((id) => <input key={id} type="hidden" name={name} value={id} />)}
    </fieldset>
  )
}

/**
 * The last picture, which is the one that is shown. The earlier one stays until it is stored, so that the form does not
 * lose it to one that fails.
 */
function useOnePicture(group: string): Upload | null {
  const uploader = useUploader()
  const own = useUploads({ group })
  const shown = own.at(-1) ?? null
  useEffect(() => {
    const ready = own.filter((one) => one.status === 'done' && (one.stored.state ?? 'ready') === 'ready')
    const sent = ready.at(-1)
    uploader.remove(own.filter((one) => one !== shown && one !== sent).map(({ id }) => id))
  }, [uploader, own, shown])
  return shown
}

const buttonClass =
  'border-input not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-accent-foreground focus-visible:ring-ring/50 h-9 rounded-md border px-3 text-sm font-medium outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:h-11'

interface FieldButtonProps {
  readonly isDisabled?: boolean
  readonly onAct: () => void
  readonly children: ReactNode
}

function FieldButton({ isDisabled = false, onAct, children }: FieldButtonProps) {
  return (
    <button
      type="button"
      aria-disabled={isDisabled || undefined}
      onClick={isDisabled ? undefined : onAct}
      className={buttonClass}
    >
      {children}
    </button>
  )
}

function Picture({ upload }: { readonly upload: Upload | null }) {
  const local = useObjectUrl(upload?.thumbnail)
  const url = local ?? (upload?.status === 'done' ? upload.stored.url : undefined)
  const [brokenUrl, setBrokenUrl] = useState<string | null>(null)
  if (!url || url === brokenUrl) return <User aria-hidden className="text-muted-foreground size-8" />
  return (
    <img
      src={url}
      alt=""
      className={cn('size-full object-cover', upload?.status !== 'done' && 'opacity-60')}
      onError={() => setBrokenUrl(url)}
    />
  )
}
