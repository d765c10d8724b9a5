'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes } from 'react'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import type { Upload } from '../../../contract/upload.js'
import { FileName } from '../../shared/file/FileName.js'
import { useRowUpload } from './rowContext.js'

/** Props of {@link UploadName}. The `className` function receives the upload. */
export type UploadNameProps = PartProps<HTMLAttributes<HTMLSpanElement>, { readonly className?: ClassName<Upload> }>

/**
 * The file's name as plain text that cannot reorder the text around it and that keeps its extension where it is too
 * long; and for a file from a folder, the folder's path.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadName: Part<HTMLSpanElement, UploadNameProps> = forwardRef(function UploadName(
  { className, children, ...rest }: UploadNameProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const upload = useRowUpload('UploadName')
  const folder = findFolder(upload.file)
  return (
    <span {...rest} ref={ref} className={joinClasses('coatcheck-upload-name', className, upload)}>
      {children ?? (
        <>
          <FileName name={upload.name} />
          {folder && ' '}
          {folder && (
            <span className="coatcheck-upload-folder">
              <FileName name={folder} />
            </span>
          )}
        </>
      )}
    </span>
  )
})

/** The path of the folder that was dropped or chosen, down to the file. */
function findFolder(file: File | null): string {
  const path = file?.webkitRelativePath ?? ''
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}
