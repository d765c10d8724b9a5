'use client'

import { type ButtonHTMLAttributes, type ForwardedRef, forwardRef, useContext } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { useCoatcheck } from '../../provider/context.js'
import { chain, type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { UploadRowContext } from '../upload-row/rowContext.js'
import { useMessages } from '../../hooks/useMessages.js'
import { DoctorDialog } from './DoctorDialog.js'
import { mayBeMisconfigured } from './mayBeMisconfigured.js'

/** Props of {@link DoctorButton}. */
export type DoctorButtonProps = PartProps<
  ButtonHTMLAttributes<HTMLButtonElement>,
  /** The `className` function gets the upload of the surrounding row, or null outside of rows. */
  { readonly className?: ClassName<Upload | null> }
>

/**
 * A button that checks the set-up and shows the report. It renders nothing unless the provider has a `doctor` and, in a
 * row, unless the upload failed in a way that the doctor may be able to explain. Rows contain it by default.
 * @throws {Error} outside an `UploadProvider`.
 */
export const DoctorButton: Part<HTMLButtonElement, DoctorButtonProps> = forwardRef(function DoctorButton(
  { className, children, onClick, ...rest }: DoctorButtonProps,
  ref: ForwardedRef<HTMLButtonElement>,
) {
  const { openDoctor } = useCoatcheck('<DoctorButton>')
  const upload = useContext(UploadRowContext)
  const { doctor } = useMessages()
  if (!openDoctor || (upload && !mayBeMisconfigured(upload))) return null
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      className={joinClasses('coatcheck-button coatcheck-doctor-button', className, upload)}
      onClick={chain(onClick, () => openDoctor(DoctorDialog, upload ?? undefined))}
    >
      {children ?? doctor.check}
    </button>
  )
})
