'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { DoctorButton } from '../doctor/DoctorButton.js'
import { rowAttributes, UploadRowContext } from './rowContext.js'
import { UploadActions } from './UploadActions.js'
import { UploadName } from './UploadName.js'
import { UploadNotes } from './UploadNotes.js'
import { UploadProgress } from './UploadProgress.js'
import { UploadSize } from './UploadSize.js'
import { UploadStatus } from './UploadStatus.js'
import { UploadThumbnail } from './UploadThumbnail.js'

interface UploadRowOwnProps {
  /** The upload that the row shows. */
  readonly upload: Upload
  /** A class, or a function of the upload. */
  readonly className?: ClassName<Upload>
  /** Parts and any other content. Default: all parts. */
  readonly children?: ReactNode
}

/** Props of {@link UploadRow}. */
export type UploadRowProps = PartProps<HTMLAttributes<HTMLDivElement>, UploadRowOwnProps>

/**
 * One upload. It has no state of its own, so a long list can unmount it and mount it again.
 * @example
 * <UploadList>{(upload) => <UploadRow upload={upload}><UploadName /><UploadProgress /><UploadActions /></UploadRow>}</UploadList>
 */
export const UploadRow: Part<HTMLDivElement, UploadRowProps> = forwardRef(function UploadRow(
  { upload, className, children, ...rest }: UploadRowProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  return (
    <UploadRowContext.Provider value={upload}>
      <div
        {...rest}
        ref={ref}
        className={joinClasses('coatcheck-upload-row', className, upload)}
        {...rowAttributes(upload)}
      >
        {children ?? <DefaultParts />}
      </div>
    </UploadRowContext.Provider>
  )
})

function DefaultParts(): ReactNode {
  return (
    <>
      <UploadThumbnail />
      <div className="coatcheck-upload-facts">
        <UploadName />
        <div className="coatcheck-upload-line">
          <UploadSize /> <UploadStatus /> <UploadNotes />
        </div>
        <DoctorButton />
        <UploadProgress />
      </div>
      <UploadActions />
    </>
  )
}
