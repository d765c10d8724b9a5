'use client'

import type { ReactElement } from 'react'
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
      <span className="coatcheck-dropzone-title">{useTitle(state)}</span>
    </>
  )
}

function useTitle({ isDisabled, isReading, isRejecting, isDropTarget, isMultiple }: DropzoneState): string {
  const { dropzone } = useMessages()
  if (isDisabled) return dropzone.disabled
  if (isReading) return dropzone.reading
  if (isRejecting) return dropzone.wrongType
  return isDropTarget ? dropzone.drop(isMultiple) : dropzone.title(isMultiple)
}
