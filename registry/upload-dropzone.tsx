'use client'

import { useMessages, useUploadZone, type UseUploadZoneOptions } from 'coatcheck'
import { Camera, FolderOpen, UploadCloud } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cn } from '@/lib/utils'

export interface UploadDropzoneProps extends UseUploadZoneOptions {
  readonly className?: string | undefined
  /** Replaces the title: text and pictures, but nothing interactive. */
  readonly children?: ReactNode
}

/** Takes files that are dropped, chosen, pasted or taken with a camera. With `name`, it is a form field. */
export function UploadDropzone({ className, children, ...options }: UploadDropzoneProps) {
  const zone = useUploadZone(options)
  const { dropzone } = useMessages()
  const limitsId = useId()
  const { state } = zone
  return (
    <div
      {...zone.getRootProps()}
      data-over={state.isRejecting ? 'rejected' : state.isDropTarget ? 'accepted' : undefined}
      data-invalid={state.isInvalid || undefined}
      className={cn(
        'group/zone border-muted-foreground relative flex flex-col items-center gap-2 rounded-lg border border-dashed p-6 text-center text-sm transition-colors',
        'data-[over=accepted]:border-primary data-[over=accepted]:bg-accent data-[over=accepted]:text-accent-foreground',
        'data-invalid:border-destructive data-[over=rejected]:border-destructive data-[over=rejected]:bg-destructive/10',
        // The ring of the zone is that of its own button; the others have theirs.
        'has-[[data-slot=upload-zone]:focus-visible,input:focus]:border-ring has-[[data-slot=upload-zone]:focus-visible,input:focus]:ring-ring/50 has-[[data-slot=upload-zone]:focus-visible,input:focus]:ring-[3px]',
        state.isDisabled && 'opacity-50',
        className,
      )}
    >
      <button
        {...zone.getButtonProps()}
        data-slot="upload-zone"
        aria-describedby={limitsId}
        className="flex w-full cursor-pointer flex-col items-center gap-2 font-medium outline-none after:absolute after:inset-0 aria-disabled:cursor-not-allowed"
      >
        <UploadCloud aria-hidden className="text-muted-foreground group-data-over/zone:text-current size-6" />
        <span>{titleOf(state, dropzone, children)}</span>
      </button>
      <div className="relative flex flex-wrap justify-center gap-2 empty:hidden">
        {zone.openCamera && state.pointer === 'touch' && (
          <Source icon={<Camera aria-hidden className="size-4" />} onOpen={zone.openCamera}>
            {dropzone.camera(state.kind)}
          </Source>
        )}
        {zone.openFolder && state.pointer === 'mouse' && (
          <Source icon={<FolderOpen aria-hidden className="size-4" />} onOpen={zone.openFolder}>
            {dropzone.folder}
          </Source>
        )}
      </div>
      <p id={limitsId} className="text-muted-foreground group-data-over/zone:text-current text-xs">
        {state.notice ?? state.limits.join(' · ')}
      </p>
      <input {...zone.getInputProps()} />
      {options.name !== undefined &&
        zone.values.map((id) => <input key={id} type="hidden" name={options.name} value={id} />)}
    </div>
  )
}

type Zone = ReturnType<typeof useUploadZone>
type Texts = ReturnType<typeof useMessages>['dropzone']

function titleOf(state: Zone['state'], texts: Texts, title: ReactNode): ReactNode {
  if (state.isDisabled) return texts.disabled
  if (state.isReadOnly) return texts.readOnly
  if (state.isReading) return texts.reading
  if (state.isRejecting) return texts.wrongType
  if (state.isDropTarget) return texts.drop(state.isMultiple)
  if (title !== undefined) return title
  return state.pointer === 'touch' ? texts.touchTitle(state.isMultiple, state.kind) : texts.title(state.isMultiple)
}

interface SourceProps {
  readonly icon: ReactNode
  readonly onOpen: () => void
  readonly children: ReactNode
}

function Source({ icon, onOpen, children }: SourceProps) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="hover:bg-accent hover:text-accent-foreground focus-visible:ring-ring/50 inline-flex h-9 items-center gap-2 rounded-md border px-3 text-xs font-medium outline-none focus-visible:ring-[3px] pointer-coarse:h-11"
    >
      {icon}
      {children}
    </button>
  )
}
