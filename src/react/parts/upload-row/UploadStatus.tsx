'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, useEffect, useState } from 'react'
import type { Upload } from '../../../contract/upload.js'
import { Icon } from '../../shared/icons.js'
import { joinClasses, type ClassName, type Part, type PartProps } from '../../shared/part.js'
import { useMessages } from '../../hooks/useMessages.js'
import { describeStatus } from './describeStatus.js'
import { useWrongFile } from './useWrongFile.js'
import { useRowUpload } from './rowContext.js'

export type UploadStatusProps = PartProps<HTMLAttributes<HTMLSpanElement>, { readonly className?: ClassName<Upload> }>

/** Where the upload is, in words; what went wrong and what to do; the countdown to the next try. */
export const UploadStatus: Part<HTMLSpanElement, UploadStatusProps> = forwardRef(function UploadStatus(
  { className, children, ...rest }: UploadStatusProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const upload = useRowUpload('UploadStatus')
  const messages = useMessages()
  const nowMs = useTimeOfDay(upload.status === 'queued' && upload.retryAt !== undefined)
  const icon = upload.status === 'done' || upload.status === 'failed' ? upload.status : null
  const { words, detail, serverText } = useWrongFile(upload) ?? describeStatus(upload, messages, nowMs)
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

/** Goes on each second while it is needed. */
function useTimeOfDay(isNeeded: boolean): number {
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
