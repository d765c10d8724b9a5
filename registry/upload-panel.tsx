'use client'

import { canRetry, type Upload, useMessages, useUploader, useUploads } from 'coatcheck'
import type { ReactNode } from 'react'
import { UploadDropzone, type UploadDropzoneProps } from '@/components/upload-dropzone'
import { UploadList } from '@/components/upload-list'
import { useKeptFocus } from '@/hooks/use-kept-focus'
import { cn } from '@/lib/utils'

export interface UploadPanelProps extends UploadDropzoneProps {
  /** Stands above the zone: text, or a heading of the level that fits the page. */
  readonly title?: ReactNode
}

/** A dropzone, the counts, and a row for each file, in one card. */
export function UploadPanel({ title, className, ...zone }: UploadPanelProps) {
  const root = useKeptFocus<HTMLElement>()
  return (
    <section
      ref={root}
      className={cn(
        'bg-card text-card-foreground flex min-w-0 flex-col gap-4 rounded-xl border p-6 shadow-sm',
        className,
      )}
    >
      {title !== undefined && <div className="leading-none font-semibold">{title}</div>}
      <UploadDropzone {...zone} />
      <Summary group={zone.group} name={zone.name} />
      <UploadList group={zone.group} />
    </section>
  )
}

interface SummaryProps {
  readonly group: string | undefined
  /** The name of the form field. */
  readonly name: string | undefined
}

function Summary({ group, name }: SummaryProps) {
  const uploads = useUploads({ group })
  const uploader = useUploader()
  const { actions, summary, summaryFailed } = useMessages()
  if (uploads.length === 0) return null
  const done = uploads.filter(({ status }) => status === 'done')
  const failed = uploads.filter(({ status }) => status === 'failed')
  const retryable = failed.filter(canRetry)
  const finished = uploads.filter((upload) => isFinished(upload, { group, name }))
  return (
    <div className="flex min-h-9 flex-wrap items-center justify-between gap-2 text-sm">
      <span className="flex flex-wrap gap-x-3 tabular-nums">
        {summary(done.length, uploads.length)}
        {failed.length > 0 && (
          <span className="text-destructive">{summaryFailed(failed.length, retryable.length)}</span>
        )}
      </span>
      <span className="flex gap-2">
        {retryable.length > 0 && (
          <PanelButton onAct={() => uploader.retry(retryable.map(({ id }) => id))}>
            {actions.retryFailed(retryable.length)}
          </PanelButton>
        )}
        {finished.length > 0 && (
          <PanelButton onAct={() => uploader.remove(finished.map(({ id }) => id))}>{actions.clearFinished}</PanelButton>
        )}
      </span>
    </div>
  )
}

/**
 * Whether the row may leave. A form field with a name sends the ids of its rows that are done, so these stay. A panel
 * without a group also shows the rows of other fields, and cannot know which of them a form sends.
 */
function isFinished(upload: Upload, { group, name }: SummaryProps): boolean {
  if (upload.status !== 'done') return upload.status === 'cancelled'
  return name === undefined && upload.group === group && upload.outcome !== 'initial'
}

function PanelButton({ onAct, children }: { readonly onAct: () => void; readonly children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onAct}
      className="hover:bg-accent hover:text-accent-foreground focus-visible:ring-ring/50 h-9 rounded-md border px-3 text-xs font-medium outline-none focus-visible:ring-[3px] pointer-coarse:h-11"
    >
      {children}
    </button>
  )
}
