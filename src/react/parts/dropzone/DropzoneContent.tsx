'use client'

import type { ReactElement, ReactNode } from 'react'
import { Icon } from '../../shared/icons.js'
import { useMessages } from '../../hooks/useMessages.js'
import type { DropzoneState } from './useUploadZone.js'

interface DropzoneContentProps {
  readonly state: DropzoneState
  /** What to do here, unless something more urgent takes its place. Default: that files can be dropped or chosen. */
  readonly title?: string | undefined
}

/** The default content of a dropzone. */
export function DropzoneContent({ state, title }: DropzoneContentProps): ReactElement {
  return (
    <>
      <span className="coatcheck-dropzone-icon">
        <Icon name="upload" />
      </span>
      <span className="coatcheck-dropzone-title">
        <Title state={state} title={title} />
      </span>
    </>
  )
}

function Title({ state, title }: DropzoneContentProps): ReactNode {
  const { dropzone } = useMessages()
  const { isMultiple, isPasteAnywhere, kind, pointer } = state
  if (state.isDisabled) return dropzone.disabled
  if (state.isReadOnly) return dropzone.readOnly
  if (state.isReading) return dropzone.reading
  if (state.isRejecting) return dropzone.wrongType
  if (state.isDropTarget) return dropzone.drop(isMultiple)
  if (title !== undefined) return title
  const forTouch = dropzone.touchTitle(isMultiple, kind)
  const forMouse = isPasteAnywhere ? dropzone.titleOrPaste(isMultiple) : dropzone.title(isMultiple)
  if (pointer) return pointer === 'touch' ? forTouch : forMouse
  // A server knows no device, so the style sheet chooses until the page is hydrated, and nothing moves then.
  return (
    <>
      <span className="coatcheck-for-touch">{forTouch}</span>
      <span className="coatcheck-for-mouse">{forMouse}</span>
    </>
  )
}
