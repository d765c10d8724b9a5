'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import { useMessages } from '../../hooks/useMessages.js'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { DropzoneContent } from '../dropzone/DropzoneContent.js'
import type { DropzoneState } from '../dropzone/useUploadZone.js'
import { ZoneControls } from '../dropzone/ZoneControls.js'
import { zoneAttributes } from '../dropzone/zoneProps.js'
import { usePanel } from './panelContext.js'

/** Props of {@link UploadPanelZone}. */
export type UploadPanelZoneProps = PartProps<
  HTMLAttributes<HTMLDivElement>,
  {
    readonly className?: ClassName<DropzoneState>
    /** The content of the button: text and pictures, but nothing interactive. Default: an icon and a title. */
    readonly children?: ReactNode | ((state: DropzoneState) => ReactNode)
  }
>

/**
 * The visible zone of a panel. The panel as a whole takes what is dropped.
 * @throws {Error} outside an `UploadPanel`.
 */
export const UploadPanelZone: Part<HTMLDivElement, UploadPanelZoneProps> = forwardRef(function UploadPanelZone(
  { className, children, ...rest }: UploadPanelZoneProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { zone, name, batch, buttonProps } = usePanel('UploadPanelZone')
  const { state } = zone
  const { dropzone } = useMessages()
  const isEmpty = batch.totals.count === 0
  return (
    <div
      {...rest}
      ref={ref}
      className={joinClasses('coatcheck-dropzone coatcheck-panel-zone', className, state)}
      {...zoneAttributes(state)}
    >
      <ZoneControls zone={zone} name={name} buttonProps={buttonProps} layout={isEmpty ? 'empty' : 'more'}>
        {typeof children === 'function'
          ? children(state)
          : (children ?? (
              <DropzoneContent state={state} title={isEmpty ? undefined : dropzone.addMore(state.isMultiple)} />
            ))}
      </ZoneControls>
    </div>
  )
})
