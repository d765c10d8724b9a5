'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { DoctorButton } from '../doctor/DoctorButton.js'
import { UploadRowContext } from './rowContext.js'
import { UploadActions } from './UploadActions.js'
import { UploadName } from './UploadName.js'
import { UploadProgress } from './UploadProgress.js'
import { UploadSize } from './UploadSize.js'
import { UploadStatus } from './UploadStatus.js'
import { UploadThumbnail } from './UploadThumbnail.js'

interface UploadRowOwnProps {
  readonly upload: Upload
  readonly className?: ClassName<Upload>
  /** Parts and anything else. Default: all parts. */
  readonly children?: ReactNode
}

export type UploadRowProps = PartProps<HTMLAttributes<HTMLDivElement>, UploadRowOwnProps>

/**
 * One upload. Holds no state of its own, so that a long list may take it away and bring it back.
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
        data-status={upload.status}
        data-outcome={upload.status === 'done' ? upload.outcome : undefined}
        data-again={flag(isAgain(upload))}
      >
        {children ?? <DefaultParts />}
      </div>
    </UploadRowContext.Provider>
  )
})

function isAgain(upload: Upload): boolean {
  if (upload.status === 'queued') return upload.retryAt !== undefined
  return upload.status === 'sending' && upload.attempt > 1
}

function DefaultParts(): ReactNode {
  return (
    <>
      <UploadThumbnail />
      <div className="coatcheck-upload-facts">
        <UploadName />
        <div className="coatcheck-upload-line">
          <UploadSize /> <UploadStatus />
        </div>
        <DoctorButton />
        <UploadProgress />
      </div>
      <UploadActions />
    </>
  )
}
