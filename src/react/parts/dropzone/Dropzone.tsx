'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode } from 'react'
import { useCoatcheck } from '../../provider/context.js'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { DropzoneContent } from './DropzoneContent.js'
import { type DropzoneState, useUploadZone, type UseUploadZoneOptions } from './useUploadZone.js'
import { ZoneControls } from './ZoneControls.js'
import { splitZoneProps, zoneAttributes } from './zoneProps.js'

interface DropzoneOwnProps extends UseUploadZoneOptions {
  readonly className?: ClassName<DropzoneState>
  /** The content of the button: text and pictures, but nothing interactive. Default: an icon and a title. */
  readonly children?: ReactNode | ((state: DropzoneState) => ReactNode)
}

/** Props of {@link Dropzone}. */
export type DropzoneProps = PartProps<HTMLAttributes<HTMLDivElement>, DropzoneOwnProps>

/**
 * Adds files that are dropped (including whole folders), chosen, pasted or taken with a camera. It contains a real
 * button that works by keyboard; `id` and `aria-*` go to that button, so a `<label htmlFor>` finds it. `UploadList`
 * shows the files that the restrictions reject.
 * @throws {Error} outside an `UploadProvider`.
 * @throws {TypeError} if `restrictions`, `metadata` or `group` cannot work.
 */
export const Dropzone: Part<HTMLDivElement, DropzoneProps> = forwardRef(function Dropzone(
  props: DropzoneProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  useCoatcheck('Dropzone')
  const { className, children, name } = props
  const zone = useUploadZone(props)
  const { state } = zone
  const [buttonProps, rootProps] = splitZoneProps(props)
  const { ref: setRoot, ...dragHandlers } = zone.getRootProps(props)

  return (
    <div
      {...rootProps}
      {...dragHandlers}
      ref={useMergedRef<HTMLDivElement>(ref, setRoot)}
      className={joinClasses('coatcheck-dropzone', className, state)}
      {...zoneAttributes(state)}
    >
      <ZoneControls zone={zone} name={name} buttonProps={buttonProps}>
        {typeof children === 'function' ? children(state) : (children ?? <DropzoneContent state={state} />)}
      </ZoneControls>
    </div>
  )
})
