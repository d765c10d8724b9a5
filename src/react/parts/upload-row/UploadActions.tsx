'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactElement, useRef } from 'react'
import {
  canCancel,
  canPause,
  canRemove,
  canResume,
  canRetry,
  hasEnded,
  lacksFile,
} from '../../../uploader/selectors.js'
import { nameInSentence } from '../../../shared/showText.js'
import type { Upload } from '../../../contract/upload.js'
import { ActionButton } from '../../shared/ActionButton.js'
import { chain, joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useNeighbourFocus } from '../../shared/focus/useNeighbourFocus.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploader } from '../../hooks/useUploader.js'
import { ChooseFile } from './missing/ChooseFile.js'
import { useClearUpload } from './useClearUpload.js'
import { useRowUpload } from './rowContext.js'

/** Props of {@link UploadActions}. The `className` function receives the upload. */
export type UploadActionsProps = PartProps<HTMLAttributes<HTMLDivElement>, { readonly className?: ClassName<Upload> }>

/**
 * Two buttons: pause, resume or retry; and cancel or, once it is over, clear. A button changes its action in place, so it keeps the
 * focus. A row that lacks its file has a button to choose it again. Children are rendered before the buttons.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadActions: Part<HTMLDivElement, UploadActionsProps> = forwardRef(function UploadActions(
  { className, children, ...rest }: UploadActionsProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const upload = useRowUpload('UploadActions')
  const root = useRef<HTMLDivElement | null>(null)
  const mainAction = findMainAction(upload)
  const focus = useNeighbourFocus(root)
  return (
    // The handlers only observe the focus.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      {...rest}
      ref={useMergedRef(ref, root)}
      className={joinClasses('coatcheck-upload-actions', className, upload)}
      onFocus={chain(rest.onFocus, focus.onFocus)}
      onBlur={chain(rest.onBlur, focus.onBlur)}
    >
      {children}
      {lacksFile(upload) && <ChooseFile key="choose" upload={upload} />}
      {mainAction && <RowButton key="main" upload={upload} action={mainAction} />}
      <RowButton key="end" upload={upload} action={hasEnded(upload) ? 'clear' : 'cancel'} />
    </div>
  )
})

type RowAction = 'pause' | 'resume' | 'retry' | 'cancel' | 'clear'

const mayDo: Readonly<Record<RowAction, (upload: Upload) => boolean>> = {
  pause: canPause,
  resume: canResume,
  retry: canRetry,
  cancel: canCancel,
  clear: canRemove,
}

function findMainAction(upload: Upload): RowAction | null {
  if (canRetry(upload)) return 'retry'
  if (hasEnded(upload) || lacksFile(upload)) return null
  return canResume(upload) ? 'resume' : 'pause'
}

function RowButton({ upload, action }: { readonly upload: Upload; readonly action: RowAction }): ReactElement {
  const uploader = useUploader()
  const clear = useClearUpload()
  const { actions } = useMessages()
  return (
    <ActionButton
      action={action}
      label={actions[action](nameInSentence(upload.name))}
      isDisabled={!mayDo[action](upload)}
      onAct={() => (action === 'clear' ? clear(upload.id) : uploader[action](upload.id))}
    />
  )
}
