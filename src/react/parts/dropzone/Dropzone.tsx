'use client'

import {
  type AriaAttributes,
  type ForwardedRef,
  forwardRef,
  type HTMLAttributes,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
} from 'react'
import { checkAddOptions } from '../../../uploader/options/checkCall.js'
import type { AddResult } from '../../../contract/uploader.js'
import type { Metadata } from '../../../contract/json.js'
import type { Restrictions } from '../../../contract/restrictions.js'
import { useCoatcheck } from '../../provider/context.js'
import { describeLimits } from '../../shared/describeAccept.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { useMessages } from '../../hooks/useMessages.js'
import { DropzoneContent } from './DropzoneContent.js'
import { useDropzoneController } from './useDropzoneController.js'
import { useFormField } from './useFormField.js'

/** The state that the `className` and children functions of a {@link Dropzone} receive. */
export interface DropzoneState {
  /** Files are being dragged over the zone. `[data-drop-target]` */
  readonly isDropTarget: boolean
  /** None of the files over the zone has an accepted type. `[data-rejecting]` */
  readonly isRejecting: boolean
  /** Files are being dragged somewhere over the page. `[data-dragging]` */
  readonly isDragging: boolean
  /** Dropped files and folders are being read. `[data-reading]` */
  readonly isReading: boolean
  /** The zone takes no files. `[data-disabled]` */
  readonly isDisabled: boolean
  /** The form cannot be sent without a file. `[data-required]` */
  readonly isRequired: boolean
  /** Several files can be added at once. */
  readonly isMultiple: boolean
  /** The restrictions in words: 'images', 'up to 10 MB each'. */
  readonly limits: readonly string[]
  /** Says which part of the last drop could not be read or added; null if there is nothing to say. */
  readonly notice: string | null
}

interface DropzoneOwnProps {
  /** Sent to the backend with each file, and frozen when the file is added. */
  readonly metadata?: Metadata | ((file: File) => Metadata) | undefined
  /** Tells this field from others on the same uploader: `useUploads({ group })`, `<UploadList group>`. */
  readonly group?: string | undefined
  /**
   * Replaces all of the provider's restrictions for this field. You may pass a new object at each render. Limits such
   * as `maxFiles` count only files of the same `group`, so give each field of a form its own `group`.
   * @default the provider's
   * @example <Dropzone group="avatar" restrictions={{ accept: 'image/*', maxFiles: 1, overflow: 'replace' }} />
   */
  readonly restrictions?: Restrictions | undefined
  /** Whether several files can be added at once. Default: true unless `restrictions.maxFiles` is 1. */
  readonly multiple?: boolean | undefined
  /** Makes a phone open its camera: the front one with 'user', the back one with 'environment'. */
  readonly capture?: boolean | 'user' | 'environment' | undefined
  /** Whether a click chooses a folder. Folders can always be dropped. @default false */
  readonly directory?: boolean | undefined
  /** Whether files pasted anywhere on the page are added, not only while the zone has the focus. @default false */
  readonly pasteAnywhere?: boolean | undefined
  /** Whether the zone takes no files. The form then sends nothing for it and ignores `required`. @default false */
  readonly disabled?: boolean | undefined
  /**
   * Makes the zone a form field: the form sends the id of each stored file of this group under this name, each id once.
   * A click on a reset button of the form removes the uploads of this group, but not the rows of `addStored`.
   * `form.reset()`, and React's reset after an action, keep the uploads: call `uploader.clear({ group })` once the form
   * is saved.
   */
  readonly name?: string | undefined
  /** Whether the form can only be sent once a file of this group is stored. @default false */
  readonly required?: boolean | undefined
  /** Called once per drop, paste or choice with the accepted and rejected files, as soon as all have been added. */
  readonly onAdd?: ((result: AddResult) => void) | undefined
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
  const { group, multiple, capture, directory, disabled = false, name, required = false } = props
  const { className, children, id } = props
  const messages = useMessages()
  const { restrictions: providerRestrictions, dropzones } = useCoatcheck('Dropzone')
  const restrictions = props.restrictions ?? providerRestrictions
  checkAddOptions({ metadata: props.metadata, group, restrictions })
  const isMultiple = multiple ?? restrictions.maxFiles !== 1
  const isRequired = required && !disabled
  const { root, button, input, ...zone } = useDropzoneController(props, restrictions, isMultiple)
  const storedIds = useFormField({ input, group, isRequired, isMultiple })
  const limitsId = useId()
  const [aria, rootProps] = splitProps(props)
  useDropzoneHandle(dropzones, group, button)

  const state: DropzoneState = {
    ...zone.state,
    isRequired: required,
    isMultiple,
    limits: describeLimits(restrictions, messages),
  }
  const description = [...(isRequired ? [messages.dropzone.required] : []), ...state.limits].join(' · ')

  return (
    <div
      {...rootProps}
      {...zone.dragHandlers}
      ref={useMergedRef(ref, root)}
      className={joinClasses('coatcheck-dropzone', className, state)}
      data-drop-target={flag(state.isDropTarget)}
      data-rejecting={flag(state.isRejecting)}
      data-dragging={flag(state.isDragging)}
      data-reading={flag(state.isReading)}
      data-disabled={flag(state.isDisabled)}
      data-required={flag(state.isRequired)}
    >
      <button
        type="button"
        id={id}
        className="coatcheck-dropzone-button"
        aria-disabled={state.isDisabled || undefined}
        {...aria}
        aria-describedby={joinIds(aria['aria-describedby'], description && limitsId)}
        ref={button}
        onClick={zone.open}
      >
        {typeof children === 'function' ? children(state) : (children ?? <DropzoneContent state={state} />)}
      </button>
      {description && (
        <p id={limitsId} className="coatcheck-dropzone-limits">
          {description}
        </p>
      )}
      {state.notice && <p className="coatcheck-dropzone-notice">{state.notice}</p>}
      <input
        {...zone.inputProps}
        ref={input}
        type="file"
        className="coatcheck-dropzone-input"
        hidden={!isRequired || storedIds.length > 0}
        tabIndex={-1}
        aria-label={aria['aria-label'] ?? messages.dropzone.title(isMultiple)}
        accept={restrictions.accept}
        multiple={isMultiple}
        capture={capture}
        disabled={disabled}
        {...(directory && { webkitdirectory: '' })}
      />
      {name !== undefined &&
        !disabled &&
        storedIds.map((storedId) => <input key={storedId} type="hidden" name={name} value={storedId} />)}
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

function useDropzoneHandle(
  dropzones: Set<{ readonly group: string | undefined; readonly focus: () => void }>,
  group: string | undefined,
  button: RefObject<HTMLButtonElement | null>,
): void {
  useEffect(() => {
    const handle = { group, focus: () => button.current?.focus() }
    dropzones.add(handle)
    return () => void dropzones.delete(handle)
  }, [dropzones, group, button])
}
