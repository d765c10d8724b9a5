'use client'

import { type AriaAttributes, type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode, useId } from 'react'
import { useCoatcheck } from '../../provider/context.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { useMessages } from '../../hooks/useMessages.js'
import { DropzoneContent } from './DropzoneContent.js'
import { type DropzoneState, useUploadZone, type UseUploadZoneOptions } from './useUploadZone.js'

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
  const { className, children, id, name } = props
  const messages = useMessages()
  const zone = useUploadZone(props)
  const { state } = zone
  const limitsId = useId()
  const [aria, rootProps] = splitProps(props)
  const mustHaveFile = state.isRequired && !state.isDisabled && !state.isReadOnly
  const description = [...(mustHaveFile ? [messages.dropzone.required] : []), ...state.limits].join(' · ')
  const { ref: setRoot, ...dragHandlers } = zone.getRootProps(props)
  const inputProps = zone.getInputProps()

  return (
    <div
      {...rootProps}
      {...dragHandlers}
      ref={useMergedRef<HTMLDivElement>(ref, setRoot)}
      className={joinClasses('coatcheck-dropzone', className, state)}
      data-drop-target={flag(state.isDropTarget)}
      data-rejecting={flag(state.isRejecting)}
      data-dragging={flag(state.isDragging)}
      data-reading={flag(state.isReading)}
      data-disabled={flag(state.isDisabled)}
      data-readonly={flag(state.isReadOnly)}
      data-invalid={flag(state.isInvalid)}
      data-required={flag(state.isRequired)}
    >
      <button
        {...zone.getButtonProps()}
        id={id}
        className="coatcheck-dropzone-button"
        {...aria}
        aria-describedby={joinIds(aria['aria-describedby'], description && limitsId)}
      >
        {typeof children === 'function' ? children(state) : (children ?? <DropzoneContent state={state} />)}
      </button>
      {description && (
        <p id={limitsId} className="coatcheck-dropzone-limits">
          {description}
        </p>
      )}
      {state.notice && <p className="coatcheck-dropzone-notice">{state.notice}</p>}
      <input {...inputProps} aria-label={aria['aria-label'] ?? inputProps['aria-label']} />
      {name !== undefined &&
        zone.values.map((storedId) => <input key={storedId} type="hidden" name={name} value={storedId} />)}
    </div>
  )
})

type AriaProps = { readonly [K in keyof AriaAttributes]: AriaAttributes[K] }

const ownProps: ReadonlySet<string> = new Set<keyof DropzoneOwnProps | 'id'>([
  'id',
  'metadata',
  'group',
  'restrictions',
  'multiple',
  'capture',
  'directory',
  'pasteAnywhere',
  'disabled',
  'readOnly',
  'invalid',
  'name',
  'required',
  'onAdd',
  'className',
  'children',
])

/** Names and descriptions belong to the button, all other attributes to the root. */
function splitProps(props: DropzoneProps): readonly [AriaProps, HTMLAttributes<HTMLDivElement>] {
  const entries = Object.entries(props)
  return [
    Object.fromEntries(entries.filter(([key]) => key.startsWith('aria-'))),
    Object.fromEntries(entries.filter(([key]) => !key.startsWith('aria-') && !ownProps.has(key))),
  ]
}

function joinIds(...ids: readonly (string | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined
}
