'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, useEffect, useState } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { Icon } from '../../shared/icons.js'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useMessages } from '../../hooks/useMessages.js'
import { describeStatus } from './describeStatus.js'
import { useFileComparison } from './useFileComparison.js'
import { useRowUpload } from './rowContext.js'

/** Props of {@link UploadStatus}. The `className` function receives the upload. */
export type UploadStatusProps = PartProps<HTMLAttributes<HTMLSpanElement>, { readonly className?: ClassName<Upload> }>

/**
 * The upload's status in words: the current step, the countdown to the next attempt, or what went wrong and what to do.
 * @throws {Error} outside an `UploadRow`.
 */
export const UploadStatus: Part<HTMLSpanElement, UploadStatusProps> = forwardRef(function UploadStatus(
  { className, children, ...rest }: UploadStatusProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const upload = useRowUpload('UploadStatus')
  const messages = useMessages()
  const nowMs = useNow(upload.status === 'queued' && upload.retryAt !== undefined)
  const icon = upload.status === 'done' || upload.status === 'failed' ? upload.status : null
  const { words, detail, serverText } = useFileComparison(upload) ?? describeStatus(upload, messages, nowMs)
  return (
    <span
      {...rest}
      ref={ref}
      className={joinClasses('coatcheck-upload-status', className, upload)}
      data-status={upload.status}
    >
      {children ?? (
        <>
          {icon && <Icon name={icon} />}
          <span className="coatcheck-upload-words">{words}</span>
          {detail && <span className="coatcheck-upload-detail"> {detail}</span>}
          {serverText && (
            <span className="coatcheck-upload-server-text">
              {' '}
              {messages.status.serverSays} <bdi>{serverText}</bdi>
            </span>
          )}
        </>
      )}
    </span>
  )
})

/** Returns the time in milliseconds since the epoch, updated every second while it is needed. */
function useNow(isNeeded: boolean): number {
  const [nowMs, setNowMs] = useState(Date.now)
  useEffect(() => {
    if (!isNeeded) return undefined
    const tick = (): void => setNowMs(Date.now())
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [isNeeded])
  return nowMs
}
