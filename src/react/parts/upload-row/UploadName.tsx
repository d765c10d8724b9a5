'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes } from 'react'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { showName } from '../../../shared/showText.js'
import type { Upload } from '../../../contract/upload.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useRowUpload } from './rowContext.js'

/** Props of {@link UploadName}. The `className` function receives the upload. */
export type UploadNameProps = PartProps<HTMLAttributes<HTMLSpanElement>, { readonly className?: ClassName<Upload> }>

/**
 * The file's name as plain text that cannot reorder the text around it, and the name at the server if it differs.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadName: Part<HTMLSpanElement, UploadNameProps> = forwardRef(function UploadName(
  { className, children, ...rest }: UploadNameProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const upload = useRowUpload('UploadName')
  const { list } = useMessages()
  // If the file existed already, the status shows its name.
  const isRenamed = upload.status === 'done' && upload.outcome !== 'existing' && upload.stored.name !== upload.name
  const storedName = isRenamed ? upload.stored.name : undefined
  return (
    <span
      title={showName(upload.name)}
      {...rest}
      ref={ref}
      className={joinClasses('coatcheck-upload-name', className, upload)}
    >
      {children ?? <bdi>{showName(upload.name)}</bdi>}
      {storedName && (
        <span className="coatcheck-upload-stored-name">
          {' '}
          {list.storedAs} <bdi>{showName(storedName)}</bdi>
        </span>
      )}
    </span>
  )
})
