'use client'

import { type ButtonHTMLAttributes, type ForwardedRef, forwardRef, useContext } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { useCoatcheck } from '../../provider/context.js'
import { chain, type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { UploadRowContext } from '../upload-row/rowContext.js'
import { useMessages } from '../../hooks/useMessages.js'
import { isExplainable } from './isExplainable.js'

export type DoctorButtonProps = PartProps<
  ButtonHTMLAttributes<HTMLButtonElement>,
  /** The upload is that of the row around it; null outside of rows. */
  { readonly className?: ClassName<Upload | null> }
>

/**
 * Opens the doctor's report. Nothing without the provider's `doctor`, and in a row only where the upload failed with
 * something that the doctor may explain: rows have it by default.
 */
export const DoctorButton: Part<HTMLButtonElement, DoctorButtonProps> = forwardRef(function DoctorButton(
  { className, children, onClick, ...rest }: DoctorButtonProps,
  ref: ForwardedRef<HTMLButtonElement>,
) {
  const { consult } = useCoatcheck('<DoctorButton>')
  const upload = useContext(UploadRowContext)
  const { doctor } = useMessages()
  if (!consult || (upload && !isExplainable(upload))) return null
  return (
    <button
      {...rest}
      ref={ref}
      type="button"
      className={joinClasses('coatcheck-button coatcheck-doctor-button', className, upload)}
      onClick={chain(onClick, () => consult(upload ?? undefined))}
    >
      {children ?? doctor.check}
    </button>
  )
})
