'use client'

import { type CSSProperties, type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode, useId } from 'react'
import type { Totals, Upload } from '../../../contract/upload.js'
import { isInitial, isStill } from '../../../uploader/selectors.js'
import { useMessages } from '../../hooks/useMessages.js'
import { useUploadIds } from '../../hooks/useUploadIds.js'
import { useUploads } from '../../hooks/useUploads.js'
import { useCoatcheck } from '../../provider/context.js'
import { Icon } from '../../shared/icons.js'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { type DropzoneState, useUploadZone, type UseUploadZoneOptions } from '../dropzone/useUploadZone.js'
import { ZoneFields } from '../dropzone/ZoneControls.js'
import { splitZoneProps, zoneAttributes } from '../dropzone/zoneProps.js'
import { isInGroup } from '../../shared/isInGroup.js'
import { toPercent } from '../upload-row/status/toPercent.js'
import { hasFailed, hasFailedAndCanRetry } from '../upload-summary/failures.js'
import { useBatch } from '../upload-summary/useBatch.js'

/** What the uploads of a button amount to: nothing, under way, paused, failed, or stored. */
export type UploadButtonStatus = 'idle' | 'busy' | 'paused' | 'failed' | 'done'

/** The state that the `className` and children functions of an {@link UploadButton} receive. */
export interface UploadButtonState extends DropzoneState {
  /** What the uploads of the button's group amount to. `[data-status]` */
  readonly status: UploadButtonStatus
  /** 0 to 1; 1 only when everything that counts is stored. `--coatcheck-progress` */
  readonly progress: number
  readonly totals: Totals
}

interface UploadButtonOwnProps extends UseUploadZoneOptions {
  readonly className?: ClassName<UploadButtonState>
  /** The content of the button: text and pictures, but nothing interactive. Default: an icon and a text. */
  readonly children?: ReactNode | ((state: UploadButtonState) => ReactNode)
}

/** Props of {@link UploadButton}. */
export type UploadButtonProps = PartProps<HTMLAttributes<HTMLSpanElement>, UploadButtonOwnProps>

/**
 * A button that uploads files and shows their progress as a ring around itself, so that its size never changes. Files
 * can also be dropped on it, and pasted while it has the focus. It is a form field as `Dropzone` is: `id` and `aria-*`
 * go to the `<button>` inside. Its uploads have rows in an `UploadList` of the same group, if there is one.
 * @throws {Error} outside an `UploadProvider`.
 * @throws {TypeError} if `restrictions`, `metadata` or `group` cannot work.
 * @example <UploadButton group="attachments" aria-label="Attach files"><PaperclipIcon /></UploadButton>
 */
export const UploadButton: Part<HTMLSpanElement, UploadButtonProps> = forwardRef(function UploadButton(
  props: UploadButtonProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  useCoatcheck('UploadButton')
  const { className, children, group, name } = props
  const { dropzone } = useMessages()
  const zone = useUploadZone(props)
  const [buttonProps, rootProps] = splitZoneProps(props)
  const { ref: setRoot, ...dragHandlers } = zone.getRootProps(props)
  const { totals } = useBatch('UploadButton', group)
  const retryable = useUploadIds(group, hasFailedAndCanRetry).length
  const status = useUploads((uploads) => statusOf(uploads, group))
  const { progress } = totals
  const state: UploadButtonState = { ...zone.state, status, progress, totals }
  const descriptionId = useId()
  return (
    <span
      {...rootProps}
      {...dragHandlers}
      ref={useMergedRef<HTMLSpanElement>(ref, setRoot)}
      className={joinClasses('coatcheck-upload-button', className, state)}
      {...zoneAttributes(state)}
      data-status={status}
      style={{ '--coatcheck-progress': progress, ...rootProps.style } as CSSProperties}
    >
      <button
        {...zone.getButtonProps()}
        className="coatcheck-upload-button-control"
        {...buttonProps}
        aria-describedby={[buttonProps['aria-describedby'], descriptionId].filter(Boolean).join(' ')}
      >
        {typeof children === 'function'
          ? children(state)
          : (children ?? (
              <>
                <Icon name={status === 'done' || status === 'failed' ? status : 'upload'} />
                <span className="coatcheck-upload-button-label">{dropzone.upload(state.isMultiple)}</span>
              </>
            ))}
      </button>
      {status === 'busy' && <ButtonProgress progress={progress} />}
      <span id={descriptionId} className="coatcheck-upload-button-description" hidden>
        <ButtonDescription state={state} retryable={retryable} />
      </span>
      <ZoneFields zone={zone} name={name} label={buttonProps['aria-label']} />
    </span>
  )
})

function statusOf(uploads: readonly Upload[], group: string | undefined): UploadButtonStatus {
  const own = uploads.filter((upload) => isInGroup(upload, group) && !isInitial(upload))
  if (own.some((upload) => !isStill(upload))) return 'busy'
  if (own.some(hasFailed)) return 'failed'
  if (own.some(({ status }) => status === 'paused')) return 'paused'
  return own.some(({ status }) => status === 'done') ? 'done' : 'idle'
}

/** Beside the button, because screen readers do not look for anything inside a button. */
function ButtonProgress({ progress }: { readonly progress: number }): ReactNode {
  const { formatPercent, list } = useMessages()
  return (
    <span
      className="coatcheck-upload-button-progress"
      // A <progress> cannot be a ring.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={list.progressOfAll}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={toPercent(progress)}
      aria-valuetext={formatPercent(toPercent(progress) / 100)}
    />
  )
}

interface DescriptionProps {
  readonly state: UploadButtonState
  /** The number of failed uploads that can be retried. */
  readonly retryable: number
}

/** The limits, the notice about the last drop, and what a sighted user sees of the state. */
function ButtonDescription({ state, retryable }: DescriptionProps): ReactNode {
  const { dropzone, status: words, summary, summaryFailed } = useMessages()
  const { totals, status, notice, limits, isRequired, isDisabled, isReadOnly } = state
  const facts = [
    isRequired && !isDisabled && !isReadOnly && dropzone.required,
    ...limits,
    status !== 'idle' && summary(totals.done, totals.count),
    totals.failed > 0 && summaryFailed(totals.failed, retryable),
    status === 'paused' && words.pausedByUser,
    notice,
  ]
  return facts.filter(Boolean).join(' · ')
}
