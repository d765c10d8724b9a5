'use client'

import type { ReactElement, ReactNode } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import { Icon, type IconName } from '../../shared/icons.js'
import type { UploadZone } from './useUploadZone.js'

/** Buttons for the camera and for folders, each where it works. */
export function ZoneSources({ zone }: { readonly zone: UploadZone }): ReactNode {
  const { openCamera, openFolder, state } = zone
  const { dropzone } = useMessages()
  if (!openCamera && !openFolder) return null
  // As with the title, the style sheet chooses where the device is not known.
  const classFor = (pointer: 'touch' | 'mouse'): string => (state.pointer ? '' : ` coatcheck-for-${pointer}`)
  const { isDisabled } = state
  return (
    <div className="coatcheck-dropzone-sources">
      {openCamera && (
        <SourceButton icon="camera" more={classFor('touch')} isDisabled={isDisabled} onOpen={openCamera}>
          {dropzone.camera(state.kind)}
        </SourceButton>
      )}
      {openFolder && (
        <SourceButton icon="choose" more={classFor('mouse')} isDisabled={isDisabled} onOpen={openFolder}>
          {dropzone.folder}
        </SourceButton>
      )}
    </div>
  )
}

interface SourceButtonProps {
  readonly icon: IconName
  /** More classes, after a space. */
  readonly more: string
  readonly isDisabled: boolean
  readonly onOpen: () => void
  readonly children: ReactNode
}

function SourceButton({ icon, more, isDisabled, onOpen, children }: SourceButtonProps): ReactElement {
  return (
    <button
      type="button"
      className={`coatcheck-dropzone-source${more}`}
      aria-disabled={isDisabled || undefined}
      onClick={onOpen}
    >
      <Icon name={icon} />
      <span className="coatcheck-dropzone-source-label">{children}</span>
    </button>
  )
}
