'use client'

import {
  canCancel,
  canPause,
  canRemove,
  canResume,
  canRetry,
  describeReason,
  describeStatus,
  isResting,
  type Upload,
  useMessages,
  useObjectUrl,
  useRejections,
  useUploader,
  useUploads,
} from 'coatcheck'
import { File, Pause, Play, RotateCw, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useNow } from '@/hooks/use-now'
import { cn } from '@/lib/utils'

export interface UploadListProps {
  /** Shows only the uploads of this group. Default: all. */
  readonly group?: string | undefined
  readonly className?: string | undefined
}

/** A row for each upload, and one for each file that was not accepted. Renders nothing while there are none. */
export function UploadList({ group, className }: UploadListProps) {
  const uploads = useUploads({ group })
  const rejections = useRejections().filter((one) => group === undefined || one.group === group)
  const uploader = useUploader()
  const messages = useMessages()
  return (
    <>
      {rejections.length > 0 && (
        <ul aria-label={messages.list.rejectionsLabel} className="flex flex-col gap-2">
          {rejections.map((rejection) => (
            <li
              key={rejection.id}
              className="border-destructive/40 text-destructive flex items-center gap-3 rounded-md border p-3 text-sm"
            >
              <span className="min-w-0 grow">
                <bdi className="block truncate font-medium">{rejection.file.name}</bdi>
                {rejection.reasons.map((reason) => describeReason(reason, messages)).join(' ')}
              </span>
              <RowButton
                label={messages.actions.dismiss(rejection.file.name)}
                onAct={() => uploader.dismiss(rejection.id)}
              >
                <X aria-hidden className="size-4" />
              </RowButton>
            </li>
          ))}
        </ul>
      )}
      {uploads.length > 0 && (
        <ul aria-label={messages.list.label} className={cn('flex flex-col gap-2', className)}>
          {uploads.map((upload) => (
            <li key={upload.id} data-status={upload.status} className="flex items-center gap-3 rounded-md border p-3">
              <UploadRow upload={upload} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function UploadRow({ upload }: { readonly upload: Upload }) {
  const messages = useMessages()
  const { words, detail, serverText } = describeStatus(upload, messages, useNow(upload.status === 'queued'))
  const bytes =
    upload.status === 'sending'
      ? messages.formatBytesOf(upload.sentBytes, upload.size)
      : messages.formatBytes(upload.size)
  return (
    <>
      <Thumbnail upload={upload} />
      <div className="min-w-0 grow text-sm">
        <bdi className="block truncate font-medium">{upload.name}</bdi>
        <p
          className={cn(
            'text-muted-foreground truncate text-xs tabular-nums',
            upload.status === 'failed' && 'text-destructive whitespace-normal',
          )}
        >
          {[words, detail, serverText, upload.status === 'failed' ? undefined : bytes].filter(Boolean).join(' · ')}
        </p>
        <Progress upload={upload} />
      </div>
      <RowActions upload={upload} />
    </>
  )
}

function RowActions({ upload }: { readonly upload: Upload }) {
  const uploader = useUploader()
  const { actions } = useMessages()
  const { id, name } = upload
  return (
    <div className="flex shrink-0 items-center gap-1">
      {upload.status === 'paused' && upload.by === 'file-missing' && (
        <label className="hover:bg-accent cursor-pointer rounded-md border px-2 py-1 text-xs font-medium">
          {actions.choose(name)}
          <input
            type="file"
            className="sr-only"
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file) void uploader.provideFile(id, file)
            }}
          />
        </label>
      )}
      {canPause(upload) && (
        <RowButton label={actions.pause(name)} onAct={() => uploader.pause(id)}>
          <Pause aria-hidden className="size-4" />
        </RowButton>
      )}
      {canResume(upload) && (
        <RowButton label={actions.resume(name)} onAct={() => uploader.resume(id)}>
          <Play aria-hidden className="size-4" />
        </RowButton>
      )}
      {canRetry(upload) && (
        <RowButton label={actions.retry(name)} onAct={() => uploader.retry(id)}>
          <RotateCw aria-hidden className="size-4" />
        </RowButton>
      )}
      {canCancel(upload) ? (
        <RowButton label={actions.cancel(name)} onAct={() => uploader.cancel(id)}>
          <X aria-hidden className="size-4" />
        </RowButton>
      ) : (
        <RowButton label={actions.clear(name)} isDisabled={!canRemove(upload)} onAct={() => uploader.remove(id)}>
          <X aria-hidden className="size-4" />
        </RowButton>
      )}
    </div>
  )
}

interface RowButtonProps {
  readonly label: string
  readonly isDisabled?: boolean
  readonly onAct: () => void
  readonly children: ReactNode
}

function RowButton({ label, isDisabled = false, onAct, children }: RowButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={isDisabled}
      onClick={onAct}
      className="hover:bg-accent focus-visible:ring-ring/50 inline-flex size-8 shrink-0 items-center justify-center rounded-md outline-none focus-visible:ring-[3px] disabled:opacity-50 pointer-coarse:size-11"
    >
      {children}
    </button>
  )
}

function Progress({ upload }: { readonly upload: Upload }) {
  const { list } = useMessages()
  if (isResting(upload) || upload.status === 'queued') return null
  const bytes = upload.status === 'inspecting' ? upload.inspectedBytes : upload.sentBytes
  const percent = upload.size === 0 ? 100 : Math.floor((bytes / upload.size) * 100)
  return (
    <progress
      aria-label={list.progressOf(upload.name)}
      value={percent}
      max={100}
      className="bg-primary/20 [&::-moz-progress-bar]:bg-primary [&::-webkit-progress-value]:bg-primary mt-2 block h-1.5 w-full appearance-none overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-transparent"
    />
  )
}

function Thumbnail({ upload }: { readonly upload: Upload }) {
  const url = useObjectUrl(upload.thumbnail)
  return (
    <span className="bg-muted flex size-10 shrink-0 items-center justify-center overflow-hidden rounded-md">
      {url === null ? (
        <File aria-hidden className="text-muted-foreground size-4" />
      ) : (
        <img src={url} alt="" className="size-full object-cover" />
      )}
    </span>
  )
}
