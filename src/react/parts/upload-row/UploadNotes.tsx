'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { useMessages } from '../../hooks/useMessages.js'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useChunk } from '../../shared/useChunk.js'
import { preparedChunk } from './prepared/preparedChunk.js'
import { useRowUpload } from './rowContext.js'

/** Props of {@link UploadNotes}. The `className` function receives the upload. */
export type UploadNotesProps = PartProps<HTMLAttributes<HTMLSpanElement>, { readonly className?: ClassName<Upload> }>

/**
 * What `prepare` noted about a file that is done, in words: that it lost its HDR, or could not be converted. Renders nothing
 * if there is nothing to say.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadNotes: Part<HTMLSpanElement, UploadNotesProps> = forwardRef(function UploadNotes(
  { className, children, ...rest }: UploadNotesProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const upload = useRowUpload('UploadNotes')
  const messages = useMessages()
  const codes = upload.status === 'done' ? upload.notes : undefined
  const prepared = useChunk(preparedChunk, codes !== undefined)
  if (!codes || !prepared) return null
  return (
    <span {...rest} ref={ref} className={joinClasses('coatcheck-upload-notes', className, upload)}>
      {children ?? <prepared.Notes codes={codes} messages={messages} />}
    </span>
  )
})
