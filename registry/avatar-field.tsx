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
import { type ReactNode, useId } from 'react'
import { useNow } from '@/hooks/use-now'
import { cn } from '@/lib/utils'

export interface AvatarFieldProps {
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

/** A form field for one picture: a new one takes the place of the old one. Removing it deletes nothing at the backend. */
export function AvatarField({ name, defaultValue, maxSizeBytes, className, ...props }: AvatarFieldProps) {
  const group = useId()
  const uploader = useUploader()
  const messages = useMessages()
  const upload = useUploads((uploads) => uploads.findLast((one) => one.group === group) ?? null)
  const rejection = useRejections().findLast((one) => one.group === group)
  const zone = useUploadZone({
    group,
    name,
    camera: 'user',
    defaultValue: defaultValue ? [defaultValue] : [],
    required: props.required,
    disabled: props.disabled,
    restrictions: { accept: 'image/*', maxFiles: 1, overflow: 'replace', ...(maxSizeBytes && { maxSizeBytes }) },
    onAdd: () => {
      if (rejection) uploader.dismiss(rejection.id)
      uploader.clear({ group, statuses: ['failed', 'cancelled'] })
    },
  })
  const now = useNow(upload?.status === 'queued')
  const status = upload && upload.status !== 'done' ? describeStatus(upload, messages, now) : null
  const problem = rejection?.reasons.map((reason) => describeReason(reason, messages)).join(' ') ?? zone.state.notice
  const choose = zone.getButtonProps()
  // The button that was pressed disappears, so the focus goes on to the one that stays.
  const act = (verb: 'retry' | 'remove'): void => {
    if (upload) uploader[verb](upload.id)
    choose.ref.current?.focus()
  }
  return (
    <fieldset
      {...zone.getRootProps()}
      aria-label={props['aria-label']}
      data-over={zone.state.isDropTarget || undefined}
      className={cn('group relative flex items-center gap-4', className)}
    >
      <span className="bg-muted group-data-over:ring-primary relative flex size-20 shrink-0 items-center justify-center overflow-hidden rounded-full group-data-over:ring-2">
        <Picture upload={upload} />
      </span>
      <div className="flex min-w-0 flex-col gap-2">
        <div className="flex flex-wrap gap-2">
          <button {...choose} className={buttonClass}>
            {upload ? messages.avatar.change : messages.avatar.choose}
          </button>
          {upload && canRetry(upload) && (
            <FieldButton onAct={() => act('retry')}>{messages.actions.retry(upload.name)}</FieldButton>
          )}
          {upload && (
            <FieldButton isDisabled={!canRemove(upload)} onAct={() => act('remove')}>
              {messages.avatar.remove}
            </FieldButton>
          )}
        </div>
        <p
          className={cn(
            'text-muted-foreground min-h-4 text-xs',
            (problem || upload?.status === 'failed') && 'text-destructive',
          )}
        >
          {problem ??
            (status ? [status.words, status.detail].filter(Boolean).join(' ') : zone.state.limits.join(' · '))}
        </p>
      </div>
      <input {...zone.getInputProps()} aria-label={props['aria-label']} />
      {name !== undefined && zone.values.map((id) => <input key={id} type="hidden" name={name} value={id} />)}
    </fieldset>
  )
}

const buttonClass =
  'border-input hover:bg-accent focus-visible:ring-ring/50 h-9 rounded-md border px-3 text-sm font-medium outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:h-11'

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
  if (!url) return <User aria-hidden className="text-muted-foreground size-8" />
  return <img src={url} alt="" className={cn('size-full object-cover', upload?.status !== 'done' && 'opacity-60')} />
}
