'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode, useId } from 'react'
import type { Restrictions } from '../../../contract/restrictions.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import { canRetry } from '../../../uploader/selectors.js'
import { useCoatcheck } from '../../provider/context.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { type DropzoneState, useUploadZone, type UseUploadZoneOptions } from '../dropzone/useUploadZone.js'
import { ZoneFields } from '../dropzone/ZoneControls.js'
import { splitZoneProps, zoneAttributes } from '../dropzone/zoneProps.js'
import { UploadProgress } from '../upload-row/UploadProgress.js'
import { storedStateOf, UploadRowContext } from '../upload-row/rowContext.js'
import { AvatarControls } from './AvatarControls.js'
import { AvatarRetry } from './AvatarRetry.js'
import { AvatarPicture } from './AvatarPicture.js'
import { useOnePicture } from './useOnePicture.js'

/** The state that the `className` and children functions of an {@link AvatarField} receive. */
export interface AvatarFieldState extends DropzoneState {
  /** The picture in the field; null while there is none. Its status: `[data-status]`; what the backend does with it: `[data-state]`; none: `[data-empty]` */
  readonly upload: Upload | null
}

type ZoneOptions = Omit<UseUploadZoneOptions, 'multiple' | 'directory' | 'folder' | 'restrictions' | 'defaultValue'>

interface AvatarFieldOwnProps extends ZoneOptions {
  /**
   * The picture that the field starts with, which the backend has stored before. Render the field once it is known.
   * @default none
   */
  readonly defaultValue?: StoredFile | null | undefined
  /**
   * Replaces the provider's restrictions. `maxFiles` is always 1: a new picture takes the place of the earlier one as soon
   * as it is stored. If it fails, the form still sends the earlier picture, and the field shows it again when the user
   * removes the failed one.
   * @default the provider's, but for pictures of any type
   */
  readonly restrictions?: Omit<Restrictions, 'maxFiles' | 'overflow'> | undefined
  readonly className?: ClassName<AvatarFieldState>
  /** Replaces the picture: text and pictures, but nothing interactive. Default: the picture, or a silhouette. */
  readonly children?: ReactNode | ((state: AvatarFieldState) => ReactNode)
}

/** Props of {@link AvatarField}. */
export type AvatarFieldProps = PartProps<HTMLAttributes<HTMLDivElement>, AvatarFieldOwnProps>

/**
 * A form field for one picture, with its preview and buttons to choose, change and remove it. It has a group of its own.
 * Removing a picture takes it out of the form and deletes nothing at the backend. `aria-label` and `aria-labelledby` name
 * the field; `id` and all other `aria-*` go to its main button.
 * @throws {Error} outside an `UploadProvider`.
 * @throws {TypeError} if `restrictions`, `metadata` or `group` cannot work.
 * @example <AvatarField name="avatar" aria-label="Profile photo" defaultValue={user.avatar} required />
 * @example
 * // The user crops the picture in a dialog of the app. `.logo { --coatcheck-avatar-radius: 0.5rem }` makes it square.
 * <AvatarField name="logo" className="logo" edit={(file) => openCropDialog(file)} />
 */
export const AvatarField: Part<HTMLDivElement, AvatarFieldProps> = forwardRef(function AvatarField(
  props: AvatarFieldProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const { uploader, restrictions: providerRestrictions } = useCoatcheck('AvatarField')
  const { name, className, children, defaultValue, restrictions } = props
  const ownGroup = useId()
  const group = props.group ?? ownGroup
  const upload = useOnePicture(uploader, group)
  const options: UseUploadZoneOptions = {
    ...props,
    group,
    multiple: false,
    camera: props.camera ?? 'user',
    defaultValue: defaultValue ? [defaultValue] : [],
    restrictions: onePicture(restrictions, providerRestrictions),
    onAdd: (result) => {
      // The field shows why the last file was rejected, and not what was wrong with an earlier one.
      const shown = uploader.getSnapshot().rejections
      const earlier = shown.filter((one) => one.group === group && !result.rejected.includes(one))
      uploader.dismiss(earlier.map(({ id }) => id))
      props.onAdd?.(result)
    },
  }
  const zone = useUploadZone(options)
  const [{ 'aria-label': label, 'aria-labelledby': labelledBy, ...buttonProps }, rootProps] = splitZoneProps(options)
  const { ref: setRoot, ...dragHandlers } = zone.getRootProps(props)
  const state: AvatarFieldState = { ...zone.state, upload }

  return (
    <UploadRowContext.Provider value={upload}>
      <div
        {...rootProps}
        {...dragHandlers}
        ref={useMergedRef<HTMLDivElement>(ref, setRoot)}
        // A <fieldset> cannot be laid out as freely, and its name would be a <legend>.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="group"
        aria-label={label}
        aria-labelledby={labelledBy}
        className={joinClasses('coatcheck-avatar-field', className, state)}
        {...zoneAttributes(state)}
        data-status={upload?.status}
        data-state={storedStateOf(upload)}
        data-empty={flag(upload === null)}
      >
        <span className="coatcheck-avatar-field-frame">
          {/* A larger target for the pointer; with the keyboard, the button beside it does the same. */}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
          <span className="coatcheck-avatar-field-picture" onClick={zone.open}>
            {typeof children === 'function'
              ? children(state)
              : (children ?? <AvatarPicture key={upload?.id} uploader={uploader} upload={upload} />)}
          </span>
          {upload && <UploadProgress key={upload.id} className="coatcheck-avatar-field-progress" />}
          {upload && canRetry(upload) && !state.isReadOnly && (
            <AvatarRetry
              upload={upload}
              isDisabled={state.isDisabled}
              onRetry={() => zone.getButtonProps().ref.current?.focus()}
            />
          )}
        </span>
        <AvatarControls zone={zone} upload={upload} group={group} buttonProps={buttonProps} />
        <ZoneFields zone={{ ...zone, values: zone.values.slice(-1) }} name={name} label={label} />
      </div>
    </UploadRowContext.Provider>
  )
})

/** Leaves the number of pictures to `useOnePicture`: while a new one is on its way, there are two. */
function onePicture(own: Restrictions | undefined, providers: Restrictions): Restrictions {
  const {
    maxFiles: _,
    overflow: _overflow,
    maxTotalBytes = Infinity,
    maxSizeBytes = Infinity,
    ...rest
  } = own ?? providers
  const most = Math.min(maxTotalBytes, maxSizeBytes)
  return { ...rest, accept: own?.accept ?? 'image/*', ...(most < Infinity && { maxSizeBytes: most }) }
}
