'use client'

import { isResting, useMessages, useUploader, useUploads } from 'coatcheck'
import type { ReactNode } from 'react'
import { UploadDropzone, type UploadDropzoneProps } from '@/components/upload-dropzone'
import { UploadList } from '@/components/upload-list'
import { cn } from '@/lib/utils'

export interface UploadPanelProps extends UploadDropzoneProps {
  /** Stands above the zone: text, or a heading of the level that fits the page. */
  readonly title?: ReactNode
}

/** A dropzone, the counts, and a row for each file, in one card. */
export function UploadPanel({ title, className, ...zone }: UploadPanelProps) {
  return (
    <section
      className={cn('bg-card text-card-foreground flex flex-col gap-4 rounded-xl border p-6 shadow-sm', className)}
    >
      {title !== undefined && <div className="leading-none font-semibold">{title}</div>}
      <UploadDropzone {...zone} />
      <Summary group={zone.group} />
      <UploadList group={zone.group} />
    </section>
  )
}

function Summary({ group }: { readonly group: string | undefined }) {
  const uploads = useUploads({ group })
  const uploader = useUploader()
  const { actions, summary } = useMessages()
  if (uploads.length === 0) return null
  const finished = uploads.filter((upload) => upload.status === 'done')
  const failed = uploads.filter((upload) => upload.status === 'failed')
  return (
    <div className="flex min-h-9 flex-wrap items-center justify-between gap-2 text-sm">
      <span className="tabular-nums">{summary(finished.length, uploads.length)}</span>
      <span className="flex gap-2">
        {failed.length > 0 && (
          <PanelButton onAct={() => uploader.retry(failed.map(({ id }) => id))}>
            {actions.retryFailed(failed.length)}
          </PanelButton>
        )}
        {uploads.every(isResting) && finished.length > 0 && (
          <PanelButton onAct={() => uploader.clear({ ...(group !== undefined && { group }) })}>
            {actions.clearFinished}
          </PanelButton>
        )}
      </span>
    </div>
  )
}

function PanelButton({ onAct, children }: { readonly onAct: () => void; readonly children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onAct}
      className="hover:bg-accent focus-visible:ring-ring/50 h-9 rounded-md border px-3 text-xs font-medium outline-none focus-visible:ring-[3px] pointer-coarse:h-11"
    >
      {children}
    </button>
  )
}
