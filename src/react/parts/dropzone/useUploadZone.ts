'use client'

import {
  type ChangeEventHandler,
  type DragEventHandler,
  type RefCallback,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
} from 'react'
import type { Metadata } from '../../../contract/json.js'
import type { Restrictions } from '../../../contract/restrictions.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { AddResult } from '../../../contract/uploader.js'
import { checkAddOptions } from '../../../uploader/options/checkCall.js'
import { useMessages } from '../../hooks/useMessages.js'
import { type DropzoneHandle, useCoatcheck } from '../../provider/context.js'
import { type PointerKind, usePointer } from './usePointer.js'
import { describeLimits } from '../../shared/describeAccept.js'
import { readDataTransfer } from './intake/readFiles.js'
import { type AcceptedKind, kindOfAccept } from './intake/kindsOfAccept.js'
import { useDrag } from './intake/useDrag.js'
import { useFileDialog } from './intake/useFileDialog.js'
import { useFormField } from './form/useFormField.js'
import { useIntake } from './intake/useIntake.js'
import { usePaste } from './intake/usePaste.js'
import { usePreload } from './usePreload.js'

/** Options of {@link useUploadZone}, and props of `Dropzone`. */
export interface UseUploadZoneOptions {
  /** Sent to the backend with each file, and frozen when the file is added. */
  readonly metadata?: Metadata | ((file: File) => Metadata) | undefined
  /** Tells this field from others on the same uploader: `useUploads({ group })`, `<UploadList group>`. */
  readonly group?: string | undefined
  /**
   * Replaces all of the provider's restrictions for this field. You may pass a new object at each render. Limits such
   * as `maxFiles` count only files of the same `group`, so give each field of a form its own `group`.
   * @default the provider's
   * @example <Dropzone group="cover" restrictions={{ accept: 'image/*', maxFiles: 1, overflow: 'replace' }} />
   */
  readonly restrictions?: Restrictions | undefined
  /** Whether several files can be added at once. Default: true unless `restrictions.maxFiles` is 1. */
  readonly multiple?: boolean | undefined
  /** Makes a phone open its camera: the front one with 'user', the back one with 'environment'. */
  readonly capture?: boolean | 'user' | 'environment' | undefined
  /** Whether a click chooses a folder. Folders can always be dropped. @default false */
  readonly directory?: boolean | undefined
  /**
   * Whether touch devices get a button that opens the camera, the front one with 'user'. It is there only if photos or
   * videos are accepted.
   * @default 'environment'
   */
  readonly camera?: false | 'user' | 'environment' | undefined
  /** Whether other devices get a button that chooses a folder, if several files can be added. @default true */
  readonly folder?: boolean | undefined
  /** Whether files pasted anywhere on the page are added, not only while the zone has the focus. @default false */
  readonly pasteAnywhere?: boolean | undefined
  /** Whether the zone takes no files. The form then sends nothing for it and ignores `required`. @default false */
  readonly disabled?: boolean | undefined
  /**
   * Whether the zone takes no files while the form still sends those that are there. As for any read-only field,
   * `required` is ignored. @default false
   */
  readonly readOnly?: boolean | undefined
  /** Marks the field as wrong, for example after the server refused the form. @default false */
  readonly invalid?: boolean | undefined
  /**
   * Makes the zone a form field: the form sends the id of each stored file of this group under this name, each id once.
   * A click on a reset button of the form removes the uploads of this group and brings back its `defaultValue`; the rows
   * of `addStored` stay. `form.reset()`, and React's reset after an action, keep the uploads: call
   * `uploader.clear({ group })` once the form is saved. While a file of the group is on its way, the browser does not send
   * the form, and says why, unless the form has `noValidate`. What has failed, or was paused by the user, is left out.
   */
  readonly name?: string | undefined
  /**
   * The files that the field starts with, which the backend has stored before. They are added once when the field
   * mounts, so render it when they are known, and give it a `group` of its own. A field that mounts again keeps the rows
   * of its group instead; one for a single file does so whenever there is a row, such as one that recovery brought back.
   * @default none
   */
  readonly defaultValue?: readonly StoredFile[] | undefined
  /** Whether the form can only be sent once a file of this group is stored. @default false */
  readonly required?: boolean | undefined
  /**
   * Lets the user change each file before it is added, for example in a dialog that crops pictures; null leaves the file
   * out. Files are asked for one after another, and those of a type that is not accepted are rejected without asking.
   * For changes that need no user, use `prepare` of the provider.
   */
  readonly edit?: ((file: File) => File | null | Promise<File | null>) | undefined
  /** Called once per drop, paste or choice with the accepted and rejected files, as soon as all have been added. */
  readonly onAdd?: ((result: AddResult) => void) | undefined
}

/** The state of an upload zone, which the `className` and children functions of a `Dropzone` receive as well. */
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
  /** The zone takes no files, and the form sends those that are there. `[data-readonly]` */
  readonly isReadOnly: boolean
  /** The app marked the field as wrong. `[data-invalid]` */
  readonly isInvalid: boolean
  /** The form cannot be sent without a file. `[data-required]` */
  readonly isRequired: boolean
  /** Several files can be added at once. */
  readonly isMultiple: boolean
  /** Files that are pasted anywhere on the page are added. */
  readonly isPasteAnywhere: boolean
  /** What the accepted files are called: 'image' and 'video' if there is nothing else among them. */
  readonly kind: AcceptedKind
  /** What the user mainly points with; null on the server and while hydrating, where it is not known. */
  readonly pointer: PointerKind | null
  /** The restrictions in words: 'images', 'up to 10 MB each'. */
  readonly limits: readonly string[]
  /** Says which part of the last drop could not be read or added; null if there is nothing to say. */
  readonly notice: string | null
}

/** The caller's handlers, which run before the zone's own. */
export type ZoneDragHandlers = {
  readonly [K in 'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop']?: DragEventHandler<HTMLElement> | undefined
}

/** Props for the element that files are dropped on. */
export interface ZoneRootProps extends ZoneDragHandlers {
  readonly ref: RefCallback<HTMLElement>
}

/** Props for the button that opens the file dialog. */
export interface ZoneButtonProps {
  readonly ref: RefObject<HTMLButtonElement | null>
  readonly type: 'button'
  readonly onClick: () => void
  readonly 'aria-disabled': true | undefined
  readonly 'aria-invalid': true | undefined
}

/** Props for the `<input>` behind the button. */
export interface ZoneInputProps {
  readonly ref: RefObject<HTMLInputElement | null>
  readonly type: 'file'
  readonly className: string
  readonly tabIndex: -1
  readonly hidden: boolean
  readonly disabled: boolean
  readonly multiple: boolean
  readonly accept: string | undefined
  readonly capture: boolean | 'user' | 'environment' | undefined
  readonly onChange: ChangeEventHandler<HTMLInputElement>
  readonly 'aria-label': string
}

/** What {@link useUploadZone} returns. */
export interface UploadZone {
  readonly state: DropzoneState
  /** Props for the element that files are dropped on. Leave them out if there is none. */
  readonly getRootProps: (handlers?: ZoneDragHandlers) => ZoneRootProps
  /** Props for the button that opens the file dialog. */
  readonly getButtonProps: () => ZoneButtonProps
  /**
   * Props for the `<input>`, which must be inside the form. It is hidden while the field is valid. Otherwise the browser
   * points its message at it, and the class of our style sheet makes it invisible and as large as the nearest positioned
   * element around it.
   */
  readonly getInputProps: () => ZoneInputProps
  /** The ids that the form sends, each once; none while the zone is disabled. */
  readonly values: readonly string[]
  /** Opens the file dialog. Browsers allow it only while they handle a click or a key. */
  readonly open: () => void
  /** Opens the camera; null where there is no button for it. While `state.pointer` is null, both buttons are there. */
  readonly openCamera: (() => void) | null
  /** Opens a dialog that chooses a folder; null where there is no button for it. */
  readonly openFolder: (() => void) | null
}

/**
 * A zone's behaviour without its markup: it takes files that are dropped (including whole folders), chosen or pasted,
 * loads the code for uploading when the user approaches, and is a form field. `Dropzone` is this hook with markup.
 * @throws {Error} outside an `UploadProvider`.
 * @throws {TypeError} if `restrictions`, `metadata` or `group` cannot work.
 * @example
 * function Attachments() {
 *   const zone = useUploadZone({ group: 'attachments' })
 *   return (
 *     <section {...zone.getRootProps()} data-over={zone.state.isDropTarget || undefined}>
 *       <button {...zone.getButtonProps()}>Attach files</button>
 *       <input {...zone.getInputProps()} />
 *       {zone.values.map((id) => <input key={id} type="hidden" name="attachments" value={id} />)}
 *     </section>
 *   )
 * }
 */
export function useUploadZone(options: UseUploadZoneOptions = {}): UploadZone {
  const {
    metadata,
    group,
    multiple,
    capture,
    directory = false,
    camera = 'environment',
    folder = true,
    pasteAnywhere = false,
    name,
    edit,
    onAdd,
  } = options
  const { disabled: isDisabled = false, readOnly: isReadOnly = false, invalid: isInvalid = false } = options
  const { restrictions: providerRestrictions, dropzones } = useCoatcheck('useUploadZone')
  const messages = useMessages()
  const pointer = usePointer()
  const restrictions = options.restrictions ?? providerRestrictions
  checkAddOptions({ metadata, group, restrictions })
  const { accept, maxFiles } = restrictions
  const isMultiple = multiple ?? maxFiles !== 1
  const kind = kindOfAccept(accept)
  const isRequired = options.required === true
  const hasFolders = isMultiple && !directory && capture === undefined
  const isIdle = isDisabled || isReadOnly
  const button = useRef<HTMLButtonElement | null>(null)

  const { notice, take } = useIntake({
    metadata,
    group,
    restrictions: options.restrictions,
    edit,
    onAdd,
    accept,
    maxFiles,
    isMultiple,
    button,
  })
  const dialog = useFileDialog({ isIdle, accept, capture, directory, camera, take })
  const drag = useDrag({ isIdle, accept, take })
  const onPaste = useCallback((data: DataTransfer) => void readDataTransfer(data).then(take, reportError), [take])
  usePaste({ root: drag.root, button, isDisabled: isIdle, isAnywhere: pasteAnywhere, onPaste })
  usePreload(drag.root, button, messages.formatBytes)
  const { storedIds, isValid } = useFormField({
    input: dialog.input,
    group,
    defaultValue: options.defaultValue ?? [],
    isMultiple,
    isRequired: isRequired && !isIdle,
    // A form that is sent now would leave the file out, and nobody would notice.
    waitsForUpload: name !== undefined && !isIdle,
    missing: isMultiple || kind !== 'image' ? messages.dropzone.missing(isMultiple) : messages.avatar.missing,
  })
  useHandle(dropzones, { group, name, button })

  return {
    state: {
      ...drag.state,
      isDisabled,
      isReadOnly,
      isInvalid,
      isRequired,
      isMultiple,
      isPasteAnywhere: pasteAnywhere,
      kind,
      pointer,
      limits: describeLimits(restrictions, isMultiple, messages),
      notice,
    },
    getRootProps: drag.getRootProps,
    getButtonProps: () => ({
      ref: button,
      type: 'button',
      onClick: dialog.open,
      'aria-disabled': isIdle || undefined,
      'aria-invalid': isInvalid || undefined,
    }),
    getInputProps: () => ({
      ref: dialog.input,
      type: 'file',
      className: 'coatcheck-dropzone-input',
      tabIndex: -1,
      hidden: isValid,
      disabled: isDisabled,
      multiple: isMultiple,
      accept,
      capture,
      onChange: dialog.onChange,
      'aria-label': messages.dropzone.title(isMultiple),
      ...(directory && { webkitdirectory: '' }),
    }),
    values: isDisabled ? noValues : storedIds,
    open: dialog.open,
    openCamera: !isReadOnly && pointer !== 'mouse' ? dialog.openCamera : null,
    openFolder: folder && hasFolders && !isReadOnly && pointer !== 'touch' ? dialog.openFolder : null,
  }
}

const noValues: readonly string[] = []

interface HandleOptions extends Pick<DropzoneHandle, 'group' | 'name'> {
  readonly button: RefObject<HTMLButtonElement | null>
}

/** Lets other parts move the focus to the zone, and know which groups a form sends. */
function useHandle(dropzones: Set<DropzoneHandle>, { group, name, button }: HandleOptions): void {
  useEffect(() => {
    const handle: DropzoneHandle = { group, name, focus: () => button.current?.focus() }
    dropzones.add(handle)
    return () => void dropzones.delete(handle)
  }, [dropzones, group, name, button])
}
