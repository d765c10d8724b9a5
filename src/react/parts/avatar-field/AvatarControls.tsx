'use client'

import { type ReactElement, type ReactNode, useId } from 'react'
import type { Upload } from '../../../contract/upload.js'
import type { Rejection } from '../../../contract/restrictions.js'
import { canRemove, isInitial, isInState } from '../../../uploader/selectors.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useRejections } from '../../hooks/useRejections.js'
import { useUploader } from '../../hooks/useUploader.js'
import { ActionButton } from '../../shared/ActionButton.js'
import type { UploadZone } from '../dropzone/useUploadZone.js'
import { joinIds } from '../dropzone/ZoneControls.js'
import type { ZoneButtonAttributes } from '../dropzone/zoneProps.js'
import { describeRejection } from '../rejection-list/describeRejection.js'
import { UploadStatus } from '../upload-row/UploadStatus.js'

interface AvatarControlsProps {
  readonly zone: UploadZone
  readonly upload: Upload | null
  readonly group: string
  readonly buttonProps: ZoneButtonAttributes
}

/** The buttons of an avatar field, and the one text that matters: what went wrong, what happens, or what is accepted. */
export function AvatarControls({ zone, upload, group, buttonProps }: AvatarControlsProps): ReactNode {
  const uploader = useUploader()
  const { avatar, dropzone } = useMessages()
  const textId = useId()
  const rejections = useRejections().filter((one) => one.group === group)
  const { isReadOnly, isDisabled, kind } = zone.state
  const { ref: mainButton, ...mainProps } = zone.getButtonProps()

  function remove(): void {
    if (upload) uploader.remove(upload.id)
    // What was wrong with another file is no longer of interest either.
    uploader.dismiss(rejections.map(({ id }) => id))
    // The button that had the focus disappears with the picture.
    mainButton.current?.focus()
  }

  return (
    <div className="coatcheck-avatar-field-controls">
      {!isReadOnly && (
        <div className="coatcheck-avatar-field-buttons">
          <button
            {...mainProps}
            ref={mainButton}
            className="coatcheck-button"
            {...buttonProps}
            aria-describedby={joinIds(buttonProps['aria-describedby'], textId)}
          >
            {upload ? avatar.change : avatar.choose}
          </button>
          {/* To change a picture, the file dialog of a phone offers the camera as well. */}
          {!upload && zone.openCamera && zone.state.pointer === 'touch' && (
            <button
              type="button"
              className="coatcheck-button"
              aria-disabled={isDisabled || undefined}
              onClick={zone.openCamera}
            >
              {dropzone.camera(kind)}
            </button>
          )}
          {upload && (
            <ActionButton action="clear" isDisabled={isDisabled || !canRemove(upload)} onAct={remove}>
              {avatar.remove}
            </ActionButton>
          )}
        </div>
      )}
      <div id={textId} className="coatcheck-avatar-field-text">
        <FieldText zone={zone} upload={upload} rejection={rejections.at(-1)} />
      </div>
    </div>
  )
}

interface FieldTextProps extends Pick<AvatarControlsProps, 'zone' | 'upload'> {
  /** Why the last file was rejected. */
  readonly rejection: Rejection | undefined
}

function FieldText({ zone, upload, rejection }: FieldTextProps): ReactNode {
  const messages = useMessages()
  const { isDropTarget, isReadOnly, isRejecting, isRequired, limits, notice } = zone.state
  if (isRejecting) return messages.dropzone.wrongType
  if (isDropTarget) return messages.avatar.drop
  if (rejection) return <Problem>{describeRejection(rejection, messages)}</Problem>
  // That other files were left out no longer matters once the one that was added is gone or has failed.
  const hasAdded = upload && !isInitial(upload) && upload.status !== 'failed'
  if (notice && (hasAdded || notice !== messages.dropzone.onlyOne)) return <Problem>{notice}</Problem>
  if (isReadOnly && (!upload || upload.status === 'done')) return null
  if (upload && !(isInitial(upload) && isInState(upload, 'ready'))) return <UploadStatus />
  return [isRequired && !upload && messages.dropzone.required, ...limits].filter(Boolean).join(' · ')
}

function Problem({ children }: { readonly children: ReactNode }): ReactElement {
  return <span className="coatcheck-avatar-field-problem">{children}</span>
}
