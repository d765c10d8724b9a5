'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes } from 'react'
import type { Totals } from '../../../contract/upload.js'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { SummaryActions } from '../upload-summary/SummaryActions.js'
import { usePanel } from './panelContext.js'

/** Props of {@link UploadPanelFooter}. The `className` function receives the totals of the panel's group. */
export type UploadPanelFooterProps = PartProps<
  HTMLAttributes<HTMLDivElement>,
  { readonly className?: ClassName<Totals> }
>

/**
 * Buttons for all uploads of a panel: clear those that are finished, retry those that failed, pause or resume the rest.
 * Children are rendered before them. Renders nothing for fewer than two uploads, because a row has buttons of its own.
 * @throws {Error} outside an `UploadPanel`.
 */
export const UploadPanelFooter: Part<HTMLDivElement, UploadPanelFooterProps> = forwardRef(function UploadPanelFooter(
  { className, children, ...rest }: UploadPanelFooterProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const {
    batch: { totals },
    group,
  } = usePanel('UploadPanelFooter')
  if (totals.count < 2) return null
  return (
    <div {...rest} ref={ref} className={joinClasses('coatcheck-panel-footer', className, totals)}>
      {children}
      <SummaryActions group={group} />
    </div>
  )
})
