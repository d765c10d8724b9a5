'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { DoctorButton } from '../doctor/DoctorButton.js'
import { rowAttributes, UploadRowContext } from '../upload-row/rowContext.js'
import { UploadActions } from '../upload-row/UploadActions.js'
import { UploadName } from '../upload-row/UploadName.js'
import { UploadProgress } from '../upload-row/UploadProgress.js'
import { UploadStatus } from '../upload-row/UploadStatus.js'
import { UploadThumbnail } from '../upload-row/UploadThumbnail.js'

interface UploadTileOwnProps {
  /** The upload that the tile shows. */
  readonly upload: Upload
  /** A class, or a function of the upload. */
  readonly className?: ClassName<Upload>
  /** Parts and any other content. Default: picture, progress, name, status and actions. */
  readonly children?: ReactNode
}

/** Props of {@link UploadTile}. */
export type UploadTileProps = PartProps<HTMLAttributes<HTMLDivElement>, UploadTileOwnProps>

/**
 * One upload as a tile. The parts of an `UploadRow` work inside. It has no state of its own, so a long grid can unmount
 * it and mount it again. What went wrong is shown in place of the picture.
 * @example
 * <UploadGrid>{(upload) => <UploadTile upload={upload}><UploadThumbnail /><UploadActions /></UploadTile>}</UploadGrid>
 */
export const UploadTile: Part<HTMLDivElement, UploadTileProps> = forwardRef(function UploadTile(
  { upload, className, children, ...rest }: UploadTileProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  return (
    <UploadRowContext.Provider value={upload}>
      <div
        {...rest}
        ref={ref}
        className={joinClasses('coatcheck-upload-tile', className, upload)}
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
      <div className="coatcheck-tile-picture">
        <UploadThumbnail />
        <UploadProgress />
      </div>
      <UploadName />
      <UploadStatus />
      <DoctorButton />
      <UploadActions />
    </>
  )
}
