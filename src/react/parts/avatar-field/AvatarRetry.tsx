'use client'

import type { ReactElement } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { nameInSentence } from '../../../shared/showText.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploader } from '../../hooks/useUploader.js'
import { ActionButton } from '../../shared/ActionButton.js'

interface AvatarRetryProps {
  readonly upload: Upload
  readonly isDisabled: boolean
  /** Called when the button is about to go, so that the focus is not lost. */
  readonly onRetry: () => void
}

/** A button on the picture that tries again. It is on the picture so that nothing moves when it comes and goes. */
export function AvatarRetry({ upload, isDisabled, onRetry }: AvatarRetryProps): ReactElement {
  const uploader = useUploader()
  const { actions } = useMessages()
  const retry = (): void => {
    uploader.retry(upload.id)
    onRetry()
  }
  return (
    <span className="coatcheck-avatar-field-retry">
      <ActionButton
        action="retry"
        label={actions.retry(nameInSentence(upload.name))}
        isDisabled={isDisabled}
        onAct={retry}
      />
    </span>
  )
}
