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
  type Rejection,
  type Upload,
  useMessages,
  useObjectUrl,
  useRejections,
  useUploader,
  useUploads,
} from 'coatcheck'
import { File, Pause, Play, RotateCw, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useKeptFocus } from '@/hooks/use-kept-focus'
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
  const root = useKeptFocus<HTMLDivElement>()
  const rows = gatherByReason(rejections, ({ reasons }) =>
    reasons.map((reason) => describeReason(reason, messages)).join(' '),
  )
  return (
    <div ref={root} className={cn('flex flex-col gap-4 empty:hidden', className)}>
      {rejections.length > 0 && (
        <ul aria-label={messages.list.rejectionsLabel} className="flex flex-col gap-2">
          {rows.map(([reasons, members]) => (
            <li
              key={reasons}
              className="border-destructive/40 text-destructive flex items-center gap-3 rounded-md border p-3 text-sm"
            >
              <RejectionRow reasons={reasons} rejections={members} />
            </li>
          ))}
          {rows.length > 1 && (
            <li className="flex justify-end">
              <button
                type="button"
                onClick={() => uploader.dismiss(rejections.map(({ id }) => id))}
                className="hover:bg-accent hover:text-accent-foreground focus-visible:ring-ring/50 h-9 rounded-md border px-3 text-xs font-medium outline-none focus-visible:ring-[3px] pointer-coarse:h-11"
              >
                {messages.actions.dismissAll}
              </button>
            </li>
          )}
        </ul>
      )}
      {uploads.length > 0 && (
        <ul aria-label={messages.list.label} className="flex max-h-[min(32rem,75svh)] flex-col gap-2 overflow-y-auto">
          {uploads.map((upload) => (
            <li
              key={upload.id}
              data-status={upload.status}
              className="relative flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 overflow-hidden rounded-md border p-3"
            >
              <UploadRow upload={upload} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Gathers rejected files by their reasons in words, in the order in which each reason came first. */
function gatherByReason(rejections: readonly Rejection[], describe: (rejection: Rejection) => string) {
  const gathered = new Map<string, Rejection[]>()
  for (const rejection of rejections) {
    const reasons = describe(rejection)
    const members = gathered.get(reasons)
    if (members) members.push(rejection)
    else gathered.set(reasons, [rejection])
  }
  return [...gathered]
}

interface RejectionRowProps {
  readonly reasons: string
  readonly rejections: readonly Rejection[]
}

/** All files that were not accepted for the same reasons. Beyond the first three, their names are folded away. */
function RejectionRow({ reasons, rejections }: RejectionRowProps) {
  const { actions, list } = useMessages()
  const uploader = useUploader()
  const [names, folded] = [rejections.slice(0, 3), rejections.slice(3)].map((some) =>
    some.map(({ id, file }) => (
      <span key={id} className="block truncate font-medium">
        <bdi>{file.name}</bdi>
      </span>
    )),
  )
  return (
    <>
      <div className="min-w-0 grow">
        {names}
        {folded && folded.length > 0 && (
          <details>
            <summary className="cursor-pointer">{list.more(folded.length)}</summary>
            {folded}
          </details>
        )}
        {reasons}
      </div>
      <RowButton
        label={
          rejections.length === 1
            ? actions.dismiss(rejections[0]?.file.name ?? '')
            : actions.dismissFiles(rejections.length)
        }
        onAct={() => uploader.dismiss(rejections.map(({ id }) => id))}
      >
        <X aria-hidden className="size-4" />
      </RowButton>
    </>
  )
}

function UploadRow({ upload }: { readonly upload: Upload }) {
  const messages = useMessages()
  const { words, detail, serverText } = describeStatus(upload, messages, useNow(upload.status === 'queued'))
  const bytes =
    upload.sentBytes > 0 && !hasEnded(upload)
      ? messages.formatBytesOf(upload.sentBytes, upload.size)
      : messages.formatBytes(upload.size)
  const hasFailed = upload.status === 'failed'
  return (
    <>
      <Thumbnail upload={upload} />
      <div className="min-w-0 grow basis-0 text-sm">
        <span className="block truncate font-medium">
          <bdi>{upload.name}</bdi>
        </span>
        {!hasFailed && (
          <p className="text-muted-foreground text-xs [overflow-wrap:anywhere] tabular-nums">
            {/* A sentence ends by itself. */}
            {[bytes, words, detail].filter(Boolean).join(' · ').replaceAll('. · ', '. ')}
          </p>
        )}
        <Progress upload={upload} />
      </div>
      <RowActions upload={upload} />
      {/* What went wrong takes some sentences, and the whole width. */}
      {hasFailed && (
        <p className="text-destructive min-w-0 basis-full text-xs [overflow-wrap:anywhere]">
          {[words, detail].filter(Boolean).join(' ')}
          {serverText && (
            <>
              {' '}
              {messages.status.serverSays} <bdi>{serverText}</bdi>
            </>
          )}
        </p>
      )}
    </>
  )
}

function RowActions({ upload }: { readonly upload: Upload }) {
  const uploader = useUploader()
  const { actions } = useMessages()
  const { id, name } = upload
  const isMissing = upload.status === 'paused' && upload.by === 'file-missing'
  return (
    <div className="flex shrink-0 items-center gap-1">
      {isMissing && (
        <label className="hover:bg-accent hover:text-accent-foreground focus-within:ring-ring/50 cursor-pointer rounded-md border px-2 py-1 text-xs font-medium focus-within:ring-[3px]">
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
      {/* One button for all three: it keeps the focus when its action changes. */}
      {canRetry(upload) ? (
        <RowButton label={actions.retry(name)} onAct={() => uploader.retry(id)}>
          <RotateCw aria-hidden className="size-4" />
        </RowButton>
      ) : canResume(upload) ? (
        <RowButton label={actions.resume(name)} onAct={() => uploader.resume(id)}>
          <Play aria-hidden className="size-4" />
        </RowButton>
      ) : !isResting(upload) && !isMissing ? (
        <RowButton label={actions.pause(name)} isDisabled={!canPause(upload)} onAct={() => uploader.pause(id)}>
          <Pause aria-hidden className="size-4" />
        </RowButton>
      ) : null}
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

/** It stays focusable while it is disabled. The second half of a double click must not do what the first turned it into. */
function RowButton({ label, isDisabled = false, onAct, children }: RowButtonProps) {
  const pressed = useRef(label)
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={isDisabled || undefined}
      onClick={({ detail }) => {
        if (detail <= 1) pressed.current = label
        if (!isDisabled && pressed.current === label) onAct()
      }}
      className="not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-accent-foreground focus-visible:ring-ring/50 inline-flex size-8 shrink-0 items-center justify-center rounded-md outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:size-11"
    >
      {children}
    </button>
  )
}

/** It lies on the row's lower edge, so that rows keep their height when it comes and goes. */
function Progress({ upload }: { readonly upload: Upload }) {
  const { list } = useMessages()
  const bytes = upload.status === 'inspecting' ? upload.inspectedBytes : upload.sentBytes
  const isWaiting = upload.status === 'queued' || upload.status === 'paused'
  if (hasEnded(upload) || (isWaiting && bytes === 0)) return null
  const percent = upload.size === 0 ? 100 : Math.floor((bytes / upload.size) * 100)
  return (
    <progress
      aria-label={list.progressOf(upload.name)}
      value={percent}
      max={100}
      className="bg-primary/20 [&::-moz-progress-bar]:bg-primary [&::-webkit-progress-value]:bg-primary absolute inset-x-0 bottom-0 block h-1 w-full appearance-none [&::-webkit-progress-bar]:bg-transparent"
    />
  )
}

function hasEnded({ status }: Upload): boolean {
  return status === 'done' || status === 'failed' || status === 'cancelled'
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
