'use client'

import { type CSSProperties, type ForwardedRef, forwardRef, type HTMLAttributes } from 'react'
import { nameInSentence } from '../../../shared/showText.js'
import type { Upload } from '../../../contract/upload.js'
import type { Messages } from '../../../locales/messages.js'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useMessages } from '../../hooks/useMessages.js'
import { describeStatus } from './describeStatus.js'
import { type Measured, measureProgress } from './measureProgress.js'
import { useRowUpload } from './rowContext.js'

/** Props of {@link UploadProgress}. The `className` function receives the upload. */
export type UploadProgressProps = PartProps<HTMLAttributes<HTMLDivElement>, { readonly className?: ClassName<Upload> }>

/**
 * A progress bar of two layers, bytes sent over bytes read, so that neither has to jump back. It is full only when the
 * file is registered. It is absent if nothing was sent because the file existed, and after a failure or a cancellation.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadProgress: Part<HTMLDivElement, UploadProgressProps> = forwardRef(function UploadProgress(
  { className, children, style, ...rest }: UploadProgressProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const upload = useRowUpload('UploadProgress')
  const messages = useMessages()
  if (!hasProgress(upload)) return null
  const measured = measureProgress(upload)
  const variables = {
    '--coatcheck-progress': measured.sent,
    '--coatcheck-inspected': measured.inspected,
  } as CSSProperties
  return (
    <div
      aria-label={messages.list.progressOf(nameInSentence(upload.name))}
      {...rest}
      ref={ref}
      // A <progress> has only one layer.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      // Without a value, the bar is indeterminate.
      aria-valuenow={isHidden(upload) ? undefined : Math.floor(measured.sent * 100)}
      aria-valuetext={speak(upload, measured, messages)}
      className={joinClasses('coatcheck-upload-progress', className, upload)}
      data-status={upload.status}
      style={{ ...variables, ...style }}
    >
      {children}
    </div>
  )
})

function hasProgress(upload: Upload): boolean {
  if (upload.status === 'done') return upload.outcome === 'uploaded'
  return upload.status !== 'failed' && upload.status !== 'cancelled'
}

function isHidden(upload: Upload): boolean {
  return upload.status === 'sending' && upload.isProgressHidden === true
}

/** Leaves out the countdown, which would be read out every second. */
function speak(upload: Upload, { sent }: Measured, messages: Messages): string {
  const { words, detail } = describeStatus(upload, messages, Number.POSITIVE_INFINITY)
  if (upload.status === 'inspecting') return `${words}, ${detail}`
  return upload.status === 'sending' && !isHidden(upload)
    ? `${words}, ${messages.formatPercent(Math.floor(sent * 100) / 100)}`
    : words
}
