'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useMessages } from '../../hooks/useMessages.js'
import { describeSent } from './status/describeSent.js'
import { useChunk } from '../../shared/useChunk.js'
import { preparedChunk } from './prepared/preparedChunk.js'
import { Fact } from './status/Fact.js'
import { useRowUpload } from './rowContext.js'

/** Props of {@link UploadSize}. The `className` function receives the upload. */
export type UploadSizeProps = PartProps<HTMLAttributes<HTMLSpanElement>, { readonly className?: ClassName<Upload> }>

/**
 * The file's size in the units of the locale and, while it is sent, how much of it has been sent: '1.9 of 3.3 MB · 58%'.
 * After `prepare`, the size before and after: '4.2 MB → 1.1 MB'.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadSize: Part<HTMLSpanElement, UploadSizeProps> = forwardRef(function UploadSize(
  { className, children, ...rest }: UploadSizeProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const upload = useRowUpload('UploadSize')
  const messages = useMessages()
  const sent = describeSent(upload, messages)
  const prepared = useChunk(preparedChunk, upload.picked !== undefined)
  return (
    <span {...rest} ref={ref} className={joinClasses('coatcheck-upload-size', className, upload)}>
      {children ?? (
        <>
          <Fact key={sent ? 'sent' : 'size'} className="coatcheck-upload-bytes">
            {sent ? sent.bytes : (prepared?.describeSizes(upload, messages) ?? messages.formatBytes(upload.size))}
          </Fact>
          <Fact isNext className="coatcheck-upload-percent">
            {sent?.percent}
          </Fact>
        </>
      )}
    </span>
  )
})
