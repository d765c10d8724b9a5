'use client'

import { type CSSProperties, type ForwardedRef, forwardRef, type HTMLAttributes, useState } from 'react'
import { nameInSentence } from '../../../shared/showText.js'
import type { Upload } from '../../../contract/upload.js'
import type { Messages } from '../../../locales/messages.js'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useMessages } from '../../hooks/useMessages.js'
import { describeStatus } from './status/describeStatus.js'
import { measureProgress } from './status/measureProgress.js'
import { toPercent } from './status/toPercent.js'
import { useRowUpload } from './rowContext.js'

/** Props of {@link UploadProgress}. The `className` function receives the upload. */
export type UploadProgressProps = PartProps<HTMLAttributes<HTMLDivElement>, { readonly className?: ClassName<Upload> }>

/**
 * A progress bar. It is full only when the file is registered, and then fades. Reading has a bar of another look, for
 * files of 50 MB or more. There is no bar while a file waits, if nothing was sent because the file existed, and after a
 * failure or a cancellation.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadProgress: Part<HTMLDivElement, UploadProgressProps> = forwardRef(function UploadProgress(
  { className, children, style, ...rest }: UploadProgressProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const upload = useRowUpload('UploadProgress')
  const messages = useMessages()
  // A row that scrolls into view long after it was done has nothing to celebrate.
  const [wasDone] = useState(upload.status === 'done')
  const fraction = measureProgress(upload)
  if (fraction === null || (wasDone && upload.status === 'done')) return null
  const variables = { '--coatcheck-progress': fraction } as CSSProperties
  return (
    <div
      aria-label={messages.list.progressOf(nameInSentence(upload.name))}
      {...rest}
      ref={ref}
      // A <progress> cannot be styled the same way in all browsers.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      // Without a value, the bar is indeterminate.
      aria-valuenow={isHidden(upload) ? undefined : toPercent(fraction)}
      aria-valuetext={speak(upload, fraction, messages)}
      className={joinClasses('coatcheck-upload-progress', className, upload)}
      data-status={upload.status}
      style={{ ...variables, ...style }}
    >
      {children}
    </div>
  )
})

function isHidden(upload: Upload): boolean {
  return upload.status === 'sending' && upload.isProgressHidden === true
}

/** Leaves out the countdown, which would be read out every second. */
function speak(upload: Upload, fraction: number, messages: Messages): string {
  const { words } = describeStatus(upload, messages, Infinity)
  const isMeasured = upload.status === 'inspecting' || (upload.status === 'sending' && !isHidden(upload))
  return isMeasured ? messages.joinFacts([words, messages.formatPercent(toPercent(fraction) / 100)]) : words
}
