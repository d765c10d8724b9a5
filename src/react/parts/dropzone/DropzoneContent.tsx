'use client'

import type { ReactElement, ReactNode } from 'react'
import { Icon } from '../../shared/icons.js'
import { useMessages } from '../../hooks/useMessages.js'
import type { DropzoneState } from './useUploadZone.js'

/** The default content of a dropzone. */
export function DropzoneContent({ state }: { readonly state: DropzoneState }): ReactElement {
  return (
    <>
      <span className="coatcheck-dropzone-icon">
        <Icon name="upload" />
      </span>
      <span className="coatcheck-dropzone-title">
        <Title state={state} />
      </span>
    </>
  )
}

function Title({ state }: { readonly state: DropzoneState }): ReactNode {
  const { dropzone } = useMessages()
  const { isMultiple, isPasteAnywhere, kind, pointer } = state
  if (state.isDisabled) return dropzone.disabled
  if (state.isReadOnly) return dropzone.readOnly
  if (state.isReading) return dropzone.reading
  if (state.isRejecting) return dropzone.wrongType
  if (state.isDropTarget) return dropzone.drop(isMultiple)
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
